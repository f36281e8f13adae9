import { describe, expect, test } from 'vitest'
import { userSigProviderCases } from '../../conformance/index.ts'
import { mintUserSig, type UserSigService, userSigFromService } from '../../src/index.ts'
import { InputError } from '../../src/input-error.ts'
import { type Reply, serve } from './serve.ts'

const app = { sdkAppId: 1_400_000_000, sdkSecretKey: 'a key of a test' }
const now = Date.now()
const request = { sdkAppId: app.sdkAppId, userId: 'jack', lifetimeMs: 86_400_000, now }
const token = 'token-of-the-caller'

/** The ten lines that a service needs. */
function sign(body: string): Reply {
  const { sdkAppId, userId, lifetimeMs } = JSON.parse(body)
  if (sdkAppId !== app.sdkAppId) return { status: 403 }
  const { value: userSig, expiresAt } = mintUserSig({ ...app, userId, lifetimeMs })
  return { body: { userSig, expiresAt, keyId: 'key-1' } }
}

async function refusal(reply: Reply | undefined, options: Partial<UserSigService> = {}): Promise<string> {
  const { url } = await serve(() => reply)
  const asked = userSigFromService({ url: `${url}/hidden?password=hidden`, token, ...options })(
    request,
  ) as Promise<unknown>
  const error = await asked.then(
    () => new Error('nothing was refused'),
    (reason: Error) => reason,
  )
  const shown = `${error.message} ${JSON.stringify(error)}`
  expect(shown).not.toContain('hidden')
  expect(shown).not.toContain(token)
  return error.message.replace(/127\.0\.0\.1:\d+/, 'HOST')
}

test('it passes the conformance cases', async () => {
  const { url } = await serve(({ body, headers }) =>
    headers.authorization === `Bearer ${token}` ? sign(body) : { status: 401 },
  )
  const provider = userSigFromService({ url, token })
  for (const { run } of userSigProviderCases(provider, { ...app, clock: 'own' })) await run()
})

test('the request is that of the docs', async () => {
  const { url, received } = await serve(({ body }) => sign(body))
  const provider = userSigFromService({ url: `${url}/sign?tenant=1`, token, headers: { 'x-team': 'calls' } })
  await expect(provider(request)).resolves.toMatchObject({ keyId: 'key-1' })
  await provider({ ...request, forceRefresh: true })
  const [first, second] = received.map(({ body }) => JSON.parse(body))
  expect(first).toEqual({ sdkAppId: app.sdkAppId, userId: 'jack', lifetimeMs: 86_400_000 })
  expect(second).toEqual({ ...first, forceRefresh: true })
  expect(received[0]).toMatchObject({
    ...{ method: 'POST', path: '/sign?tenant=1' },
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-team': 'calls' },
  })
})

describe('a token from a provider', () => {
  test('is fetched again after a 401, and another one is tried once', async () => {
    const { url, received } = await serve(({ body, headers }) =>
      headers.authorization === 'Bearer new' ? sign(body) : { status: 401 },
    )
    const asked: boolean[] = []
    const provider = userSigFromService({
      url,
      token: ({ forceRefresh }) => {
        asked.push(forceRefresh)
        return forceRefresh ? 'new' : 'old'
      },
    })
    await expect(provider(request)).resolves.toMatchObject({ keyId: 'key-1' })
    expect(asked).toEqual([false, true])
    expect(received).toHaveLength(2)
  })

  test('that is the same is not tried again', async () => {
    const { url, received } = await serve(() => ({ status: 401 }))
    await expect(userSigFromService({ url, token: () => 'old' })(request)).rejects.toThrow('401')
    expect(received).toHaveLength(1)
  })
})

describe('errors give the reason and no secret', () => {
  const good = { userSig: mintUserSig({ ...app, ...request }).value, expiresAt: now + 86_400_000 }
  const cases: Record<string, [Reply, string]> = {
    'a token that is refused': [{ status: 401, body: token }, 'returned no UserSig: status 401, it refused the token'],
    'a user that is refused': [
      { status: 403 },
      'returned no UserSig: status 403, the token does not allow this user or app',
    ],
    'a fault of its own': [
      { status: 503 },
      'returned no UserSig: status 503, it failed; the next request calls it again',
    ],
    'a redirect': [
      { status: 307, headers: { location: 'https://example.com/' } },
      'responded with a redirect, which is not followed: the request is for that host alone',
    ],
    'no JSON': [{ body: '<html>' }, 'responded with something other than a JSON object'],
    'another name': [
      { body: { ...good, userSig: undefined } },
      'responded without a valid userSig (letters, digits, "*", "-" and "_")',
    ],
    'another alphabet': [
      { body: { ...good, userSig: `${good.userSig}=` } },
      'responded without a valid userSig (letters, digits, "*", "-" and "_")',
    ],
    seconds: [
      { body: { ...good, expiresAt: 1_795_390_285 } },
      'responded without a valid expiresAt (milliseconds since 1970)',
    ],
    'one that is over': [
      { body: { ...good, expiresAt: now } },
      "returned a UserSig that has already expired: compare its clock with this machine's",
    ],
    'a long answer': [{ body: ' '.repeat(16_385) }, 'responded with more than 16384 bytes'],
  }
  test.each(Object.entries(cases))('%s', async (_, [reply, message]) => {
    await expect(refusal(reply)).resolves.toBe(`the signing service at HOST ${message}`)
  })

  test('a timeout', async () => {
    await expect(refusal(undefined, { timeoutMs: 50 })).resolves.toBe(
      'the signing service at HOST did not respond within 50 ms',
    )
  })

  test('a timeout aborts the request', async () => {
    const signals: AbortSignal[] = []
    const fetch: UserSigService['fetch'] = (_, { signal }) => {
      signals.push(signal)
      return new Promise(() => undefined)
    }
    const provider = userSigFromService({ url: 'https://sign.example.com/', fetch, timeoutMs: 20 })
    await expect(provider(request)).rejects.toThrow('did not respond within 20 ms')
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  })

  test('a refused connection', async () => {
    const gone = userSigFromService({ url: 'http://127.0.0.1:9/hidden?password=hidden', token })
    await expect(gone(request)).rejects.toThrow(/^the signing service at 127.0.0.1:9 could not be reached \(\w+\)$/)
  })

  test('a fetch whose error contains secrets', async () => {
    const fetch = () => Promise.reject(new Error('cannot reach https://sign.example.com/?password=hidden'))
    const provider = userSigFromService({ url: 'https://sign.example.com/?password=hidden', token, fetch })
    await expect(provider(request)).rejects.toThrow(
      'the signing service at sign.example.com could not be reached (Error)',
    )
  })

  test('a long streamed response is not read to its end', async () => {
    let cancelled = false
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(4096).fill(0x20)),
      cancel: () => {
        cancelled = true
      },
    })
    const fetch = async () => new Response(body)
    const provider = userSigFromService({ url: 'https://sign.example.com/', fetch })
    await expect(provider(request)).rejects.toThrow('more than 16384 bytes')
    expect(cancelled).toBe(true)
  })
})

test('invalid options throw before anything is sent', () => {
  const wrong: Record<string, unknown>[] = [
    { url: 'http://sign.example.com/' },
    { url: 'https://user:hidden@sign.example.com/' },
    { url: 'nowhere' },
    { url: 'https://sign.example.com/', timeoutMs: 0 },
    { url: 'https://sign.example.com/', token: '' },
  ]
  for (const options of wrong) expect(() => userSigFromService(options as never)).toThrow(InputError)
})
