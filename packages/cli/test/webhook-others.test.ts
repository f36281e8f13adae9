import { expect, test } from 'vitest'
import { findBefore } from '../src/webhook/find-before.ts'
import { before, withListening } from './listening.ts'

test.each([
  ['first', [0, 1], 'somebody has set this meanwhile, and it is left as it is'],
  ['last', [1, 0], 'callbacks go to http://127.0.0.1:1/before?*** (1 kind) again'],
])(
  'of two listeners the one that came %s ends first: what was before is put back, what is said is true',
  async (_, order, firstSays) => {
    await withListening(async ({ calls, listen, kept }) => {
      const running = [await listen(), await listen()]
      const [, port] = /ready at \S+:(\d+);/.exec(running[0]?.stderr() ?? '') ?? []
      await running[1]?.saw(`another webhook listen, on port ${port}, has the callbacks and gets none from now on`)
      const said: string[] = []
      for (const index of order) {
        running[index]?.kill('SIGINT')
        said[index] = (await running[index]?.ended)?.stderr ?? ''
      }
      expect(said[0]).toContain(firstSays)
      expect(said[1]).toContain('callbacks go to http://127.0.0.1:1/before?*** (1 kind) again')
      expect(await calls.getCallback({})).toMatchObject(before)
      expect(kept()).toBeUndefined()
    })
  },
)

test('what somebody else has set meanwhile is theirs, and what was before stays in the file', async () => {
  await withListening(async ({ calls, listen, kept, file, address }) => {
    const running = await listen()
    const theirs = 'https://theirs.example.com/?token=hidden'
    await calls.setCallback({ ...before, Url: theirs })
    running.kill('SIGINT')
    const { code, stderr } = await running.ended
    expect(code).toBe(0)
    expect(stderr).toContain(
      'callbacks go to https://theirs.example.com/?*** (1 kind): somebody has set this meanwhile',
    )
    expect(stderr).toContain(`what was set before is kept in ${file}`)
    expect(await address()).toBe(theirs)
    expect(kept()).toMatchObject({ before: { url: before.Url } })
    const next = await listen()
    await next.saw('so far callbacks go to https://theirs.example.com/?*** (1 kind); somebody has set it since')
    next.kill('SIGINT')
    await next.ended
    expect(await address()).toBe(theirs)
    expect(kept()).toBeUndefined()
  })
})

test('an address that somebody has deleted meanwhile stays deleted', async () => {
  await withListening(async ({ calls, listen, address }) => {
    const running = await listen()
    await calls.deleteCallback({})
    running.kill('SIGINT')
    expect((await running.ended).stderr).toContain('no address is set: somebody has set this meanwhile')
    expect(await address()).toBeUndefined()
  })
})

const present = { url: 'https://now.example.com', commands: ['Call.CallbackAfterEndCall'] }

test('what was before is what is set now, unless a listener of ours has set that', () => {
  const kept = { before: { url: 'https://old.example.com', commands: [] }, ours: ['https://now.example.com'], port: 1 }
  expect(findBefore(present, undefined, false)).toMatchObject({ setting: present, ours: [] })
  expect(findBefore(undefined, undefined, false)).toMatchObject({ setting: undefined, ours: [] })
  expect(findBefore(present, kept, false)).toMatchObject({ setting: kept.before, ours: kept.ours })
  expect(findBefore(present, { ours: kept.ours, port: 1 }, true)).toEqual({
    setting: undefined,
    ours: kept.ours,
    words:
      'another webhook listen, on port 1, has the callbacks and gets none from now on; before it no address was set',
  })
  expect(findBefore(present, { ...kept, before: present }, false)).toMatchObject({ setting: present, ours: [] })
  expect(findBefore(undefined, kept, false)).toMatchObject({ setting: undefined, ours: [] })
})
