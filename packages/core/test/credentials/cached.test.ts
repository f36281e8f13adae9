import { describe, expect, test } from 'vitest'
import { cached } from '../../src/index.ts'
import { InputError } from '../../src/input-error.ts'

const minuteMs = 60_000
const start = 1_700_000_000_000

interface Request {
  readonly now: number
  readonly forceRefresh?: boolean
  readonly who?: string
}

/** A provider of numbered values whose responses the test releases. */
function source(lifeMs: number | null = 60 * minuteMs) {
  const asked: Request[] = []
  const pending: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = []
  const value = (request: Request, number: number) => {
    return lifeMs === null ? { number } : { number, expiresAt: request.now + lifeMs }
  }
  return {
    asked,
    pending,
    now: (request: Request) => value(request, asked.push(request)),
    later: (request: Request) => {
      const number = asked.push(request)
      return new Promise<ReturnType<typeof value>>((resolve, reject) => {
        pending.push({ resolve: () => resolve(value(request, number)), reject })
      })
    },
  }
}

describe('a value', () => {
  test('is cached until five minutes before it expires', () => {
    const { now: provider, asked } = source()
    const get = cached(provider)
    expect(get({ now: start })).toEqual({ number: 1, expiresAt: start + 60 * minuteMs })
    expect(get({ now: start + 55 * minuteMs - 1 })).toMatchObject({ number: 1 })
    expect(get({ now: start + 55 * minuteMs })).toMatchObject({ number: 2 })
    expect(asked).toHaveLength(2)
  })

  test('is cached for half of a short lifetime', () => {
    const get = cached(source(2 * minuteMs).now)
    get({ now: start })
    expect(get({ now: start + minuteMs - 1 })).toMatchObject({ number: 1 })
    expect(get({ now: start + minuteMs })).toMatchObject({ number: 2 })
  })

  test('is renewed by the given margin', () => {
    const get = cached(source().now, { renewBeforeMs: minuteMs })
    get({ now: start })
    expect(get({ now: start + 59 * minuteMs - 1 })).toMatchObject({ number: 1 })
    expect(get({ now: start + 59 * minuteMs })).toMatchObject({ number: 2 })
  })

  test('without expiresAt is cached until forceRefresh', () => {
    const get = cached(source(null).now)
    get({ now: start })
    expect(get({ now: start * 2 })).toEqual({ number: 1 })
    expect(get({ now: start, forceRefresh: true })).toEqual({ number: 2 })
    expect(get({ now: start })).toEqual({ number: 2 })
  })

  test('that has already expired is returned and not cached', () => {
    const get = cached(source(0).now)
    expect(get({ now: start })).toMatchObject({ number: 1 })
    expect(get({ now: start })).toMatchObject({ number: 2 })
  })

  test('of a synchronous provider is returned synchronously; a promise only while it is fetched', async () => {
    expect(cached(source().now, { singleFlight: true })({ now: start })).not.toBeInstanceOf(Promise)
    const { later, pending } = source()
    const get = cached(later)
    const first = get({ now: start })
    expect(first).toBeInstanceOf(Promise)
    pending[0]?.resolve()
    await first
    expect(get({ now: start })).toMatchObject({ number: 1 })
  })

  test('is cached by all fields of the request, in any order', () => {
    const { asked, now: provider } = source()
    const get = cached((request: Request & { readonly app?: number | string }) => provider(request))
    get({ now: start, app: 1, who: 'jack' })
    get({ now: start, app: 1, who: 'jill' })
    get({ now: start, app: 2, who: 'jack' })
    get({ now: start, app: '1', who: 'jack' })
    expect(asked).toHaveLength(4)
    expect(get({ who: 'jack', app: 1, now: start })).toMatchObject({ number: 1 })
    expect(get({ now: start, app: 1 })).toMatchObject({ number: 5 })
    expect(get({ now: start })).toMatchObject({ number: 6 })
    expect(get({ now: start, app: 1, who: 'jack' })).toMatchObject({ number: 1 })
    expect(asked).toHaveLength(6)
  })

  test('is not returned for another request whose fields look alike as text', () => {
    const get = cached((request: Request & { readonly app?: string }) => ({ who: request.who }))
    get({ now: start, app: '1', who: 'jack"\nwho="jill' })
    expect(get({ now: start, app: '1"\nwho="jack', who: 'jill' })).toEqual({ who: 'jill' })
  })

  test('is fetched again when an object in the request has changed', () => {
    const get = cached((request: Request & { readonly tags: readonly string[] }) => ({ tags: request.tags.join() }))
    const tags = ['a']
    expect(get({ now: start, tags })).toEqual({ tags: 'a' })
    tags.push('b')
    expect(get({ now: start, tags })).toEqual({ tags: 'a,b' })
    expect(get({ now: start, tags: ['a', 'b'] })).toEqual({ tags: 'a,b' })
  })

  test('is evicted after a thousand others', () => {
    const { asked, now: provider } = source()
    const get = cached(provider)
    for (let at = 0; at < 1_001; at++) get({ now: start, who: `user-${at}` })
    get({ now: start, who: 'user-1000' })
    get({ now: start, who: 'user-1' })
    expect(asked).toHaveLength(1_001)
    get({ now: start, who: 'user-0' })
    expect(asked).toHaveLength(1_002)
  })
})

test('a renewed value evicts no other', () => {
  const { asked, now: provider } = source()
  const get = cached(provider)
  for (let at = 0; at < 1_000; at++) get({ now: start, who: `user-${at}` })
  get({ now: start, who: 'user-500', forceRefresh: true })
  for (let at = 0; at < 1_000; at++) get({ now: start, who: `user-${at}` })
  expect(asked).toHaveLength(1_001)
})

describe('a failure', () => {
  test('is not cached', async () => {
    const { later, pending } = source()
    const get = cached(later, { singleFlight: true })
    const failed = Promise.all([0, 1].map(() => expect(get({ now: start })).rejects.toThrow('no network')))
    pending[0]?.reject(new Error('no network'))
    await failed
    const next = get({ now: start })
    pending[1]?.resolve()
    await expect(next).resolves.toMatchObject({ number: 2 })
  })

  test('of a renewal returns the old value as long as it is valid', async () => {
    let fails = false
    const get = cached(async ({ now }: Request) => {
      if (fails) throw new Error('no network')
      return { expiresAt: now + 60 * minuteMs }
    })
    const value = await get({ now: start })
    fails = true
    await expect(get({ now: start + 56 * minuteMs })).resolves.toBe(value)
    await expect(get({ now: start + 60 * minuteMs })).rejects.toThrow('no network')
    await expect(get({ now: start, forceRefresh: true })).rejects.toThrow('no network')
  })

  test('of a renewal does not delay the next one', async () => {
    const { later, pending } = source()
    const get = cached(later)
    const [first, due] = [get({ now: start }), start + 56 * minuteMs]
    pending[0]?.resolve()
    await first
    const failed = get({ now: due })
    pending[1]?.reject(new Error('no network'))
    await expect(failed).resolves.toMatchObject({ number: 1 })
    const next = get({ now: due })
    pending[2]?.resolve()
    await expect(next).resolves.toMatchObject({ number: 3 })
  })

  test('of a synchronous renewal returns the old value too', () => {
    let fails = false
    const get = cached(({ now }: Request) => {
      if (fails) throw new Error('no key')
      return { expiresAt: now + 60 * minuteMs }
    })
    const value = get({ now: start })
    fails = true
    expect(get({ now: start + 56 * minuteMs })).toBe(value)
    expect(() => get({ now: start + 60 * minuteMs })).toThrow('no key')
  })

  test('is thrown for a value without a usable expiresAt', async () => {
    const get = cached(() => ({ expiresAt: 'tomorrow' as unknown as number }))
    expect(() => get({ now: start })).toThrow(InputError)
    await expect(cached(async () => undefined as unknown as object)({ now: start })).rejects.toThrow(InputError)
  })
})

describe('a renewal in flight', () => {
  test('does not delay requests while the old value is valid', async () => {
    const { later, pending, asked } = source()
    const get = cached(later)
    const first = get({ now: start })
    pending[0]?.resolve()
    await first
    const renewed = get({ now: start + 56 * minuteMs })
    expect(get({ now: start + 56 * minuteMs })).toMatchObject({ number: 1 })
    expect(asked).toHaveLength(2)
    pending[1]?.resolve()
    await expect(renewed).resolves.toMatchObject({ number: 2 })
  })

  test('that hangs is started again', async () => {
    const { later, pending, asked } = source()
    const get = cached(later)
    const first = get({ now: start })
    pending[0]?.resolve()
    await first
    get({ now: start + 56 * minuteMs })
    get({ now: start + 56 * minuteMs + 10_000 })
    expect(asked).toHaveLength(3)
  })
})

describe('concurrent requests', () => {
  test('share no promise by default', () => {
    const { later, asked } = source()
    const get = cached(later)
    expect(get({ now: start })).not.toBe(get({ now: start }))
    expect(asked).toHaveLength(2)
  })

  test('share one call with singleFlight', async () => {
    const { later, pending, asked } = source()
    const get = cached(later, { singleFlight: true })
    const all = Promise.all(Array.from({ length: 50 }, () => get({ now: start, who: 'jack' })))
    const other = get({ now: start, who: 'jill' })
    expect(asked).toHaveLength(2)
    for (const { resolve } of pending) resolve()
    expect(new Set((await all).map(({ number }) => number))).toEqual(new Set([1]))
    await expect(other).resolves.toMatchObject({ number: 2 })
  })

  test('do not share a call that is ten seconds old', async () => {
    const { later, pending, asked } = source()
    const get = cached(later, { singleFlight: true })
    const stuck = get({ now: start })
    get({ now: start + 9_999 })
    expect(asked).toHaveLength(1)
    const next = get({ now: start + 10_000 })
    expect(asked).toHaveLength(2)
    pending[1]?.resolve()
    await expect(next).resolves.toMatchObject({ number: 2 })
    pending[0]?.resolve()
    // What comes late neither replaces the newer value nor is given instead of it.
    await expect(stuck).resolves.toMatchObject({ number: 2 })
    expect(get({ now: start + 10_000 })).toMatchObject({ number: 2 })
  })

  test('with forceRefresh do not share an earlier call', async () => {
    const { later, pending, asked } = source()
    const get = cached(later, { singleFlight: true })
    const first = get({ now: start })
    const reloads = [get({ now: start, forceRefresh: true }), get({ now: start, forceRefresh: true })]
    expect(asked.map(({ forceRefresh }) => forceRefresh)).toEqual([undefined, true])
    pending[1]?.resolve()
    expect(await Promise.all(reloads)).toMatchObject([{ number: 2 }, { number: 2 }])
    pending[0]?.resolve()
    await expect(first).resolves.toMatchObject({ number: 2 })
  })
})

test('an invalid option throws an InputError', () => {
  expect(() => cached(undefined as never)).toThrow(InputError)
  expect(() => cached(() => ({}), { renewBeforeMs: -1 })).toThrow(InputError)
})
