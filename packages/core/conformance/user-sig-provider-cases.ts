import type { UserSigProvider, UserSigRequest } from '../src/credentials/user-sig-provider.ts'
import { inspectUserSig } from '../src/inspect-user-sig.ts'
import type { UserSig } from '../src/signing/user-sig.ts'
import { assert, assertEqual, assertThrows, type ConformanceCase } from './assert.ts'

/** The expectations of a `UserSigProvider`. */
export interface UserSigExpectation {
  /** The app it signs for. */
  readonly sdkAppId: number
  /** The app's key, if it is known: each signature is then verified. */
  readonly sdkSecretKey?: string | undefined
  /** Verifies a signature if the key is not known; throws or rejects if it is wrong. */
  readonly verify?: ((value: string, request: UserSigRequest) => void | Promise<void>) | undefined
  /**
   * The clock of the signatures. `request` (default): the request's `now`. `own`: the clock of another machine, such as a signing
   * service; its signatures may be off by a minute.
   */
  readonly clock?: 'request' | 'own' | undefined
}

const [minuteMs, dayMs] = [60_000, 86_400_000]
/** Not the current time, to detect a provider that uses the machine's clock. */
const injectedNow = 1_700_000_000_000

/**
 * Test cases for a {@link UserSigProvider}: it returns a valid UserSig for the requested app, user and lifetime, by the request's
 * clock. It does not mix up users, rejects invalid requests, and does not change its input.
 *
 * @example
 * const cases = userSigProviderCases(userSigFromService({ url, token }), { sdkAppId: 1400000000, clock: 'own' })
 * for (const { name, run } of cases) test(name, run)
 */
export function userSigProviderCases(
  provider: UserSigProvider,
  expectation: UserSigExpectation,
): readonly ConformanceCase[] {
  const subject: Subject = { provider, expectation, ask: (change) => askFor(provider, expectation, change) }
  return [
    ...['jack', '李雷', 'a "quoted" \\ name', 'x'.repeat(32)].map((userId) => ({
      name: `UserSig provider: signs for ${JSON.stringify(userId)}`,
      run: async () => void (await subject.ask({ userId })),
    })),
    { name: 'UserSig provider: uses the requested lifetime', run: () => checkLifetimes(subject) },
    { name: "UserSig provider: uses the request's clock", run: () => checkClock(subject) },
    { name: 'UserSig provider: one signature per user, for concurrent requests too', run: () => checkUsers(subject) },
    {
      name: 'UserSig provider: signs after a forced refresh',
      run: async () => void (await subject.ask({ forceRefresh: true })),
    },
    { name: 'UserSig provider: identifies its key without revealing it', run: () => checkKeyId(subject) },
    { name: 'UserSig provider: rejects invalid requests', run: () => checkRefusals(subject) },
  ]
}

interface Subject {
  readonly provider: UserSigProvider
  readonly expectation: UserSigExpectation
  /** Requests a signature and verifies it. */
  readonly ask: (change?: Partial<UserSigRequest>) => Promise<UserSig>
}

function requestFor({ sdkAppId, clock }: UserSigExpectation, change: Partial<UserSigRequest>): UserSigRequest {
  const now = clock === 'own' ? Date.now() : injectedNow
  // Frozen, so that a provider that writes into it fails.
  return Object.freeze({ sdkAppId, userId: 'jack', lifetimeMs: dayMs, now, ...change })
}

async function askFor(
  provider: UserSigProvider,
  expectation: UserSigExpectation,
  change: Partial<UserSigRequest> = {},
) {
  const request = requestFor(expectation, change)
  const { sdkAppId, userId, lifetimeMs, now } = request
  const given = await provider(request)
  assert(typeof given?.value === 'string' && /^[A-Za-z0-9*_-]+$/.test(given.value), 'value is not a UserSig')
  const sdkSecretKey = expectation.sdkSecretKey
  const { document, expiresAt, faults } = inspectUserSig(given.value, { sdkAppId, userId, now, sdkSecretKey })
  const toleranceMs = expectation.clock === 'own' ? minuteMs : 1_000
  // With a clock ahead of this machine's, it seems to be from the future.
  const wrong = faults.filter(({ code }) => !(code === 'made-in-future' && expectation.clock === 'own'))
  assertEqual(
    wrong.map(({ message }) => message),
    [],
  )
  assertEqual([document?.['TLS.identifier'], document?.['TLS.sdkappid']], [userId, sdkAppId])
  // By a clock of its own a second can turn between its look at the clock and that of its signer.
  const earlyMs = (expiresAt ?? Number.NaN) - given.expiresAt
  const mostEarlyMs = expectation.clock === 'own' ? 1_000 : 0
  assert(earlyMs >= 0 && earlyMs <= mostEarlyMs, `expiresAt is ${given.expiresAt}, its signature ends at ${expiresAt}`)
  const offMs = Math.abs(given.expiresAt - (now + lifetimeMs))
  assert(offMs <= toleranceMs, `it was to live ${lifetimeMs} ms from ${now}, and ends ${offMs} ms off that`)
  await expectation.verify?.(given.value, request)
  return given
}

async function checkLifetimes({ ask }: Subject): Promise<void> {
  for (const lifetimeMs of [5 * minuteMs, dayMs, 180 * dayMs]) await ask({ lifetimeMs })
}

async function checkClock({ ask, expectation }: Subject): Promise<void> {
  if (expectation.clock === 'own') return
  // Always later, and for a separate user: a provider may cache, and cases may run in any order.
  const userId = 'user-of-later'
  for (const now of [injectedNow + 7 * dayMs + 499, injectedNow + 400 * dayMs]) await ask({ userId, now })
}

async function checkUsers({ ask }: Subject): Promise<void> {
  const users = Array.from({ length: 12 }, (_, at) => `user-${at}`)
  const given = await Promise.all(users.map((userId) => ask({ userId })))
  assertEqual(new Set(given.map(({ value }) => value)).size, users.length)
}

async function checkKeyId({ ask, expectation }: Subject): Promise<void> {
  const [jack, jill] = [await ask({ userId: 'jack' }), await ask({ userId: 'jill' })]
  assertEqual(jack.keyId, jill.keyId)
  if (jack.keyId === undefined) return
  assert(typeof jack.keyId === 'string' && jack.keyId !== '', 'keyId is not text')
  assert(!expectation.sdkSecretKey?.includes(jack.keyId), 'keyId is a part of the key')
}

async function checkRefusals({ provider, expectation }: Subject): Promise<void> {
  const bad = { 'an empty user id': { userId: '' }, 'a user id with a newline': { userId: 'jack\nTLS.expire:1' } }
  const worse = { 'a user id of 33 bytes': { userId: 'x'.repeat(33) }, 'no lifetime': { lifetimeMs: 0 } }
  for (const [what, change] of Object.entries<Partial<UserSigRequest>>({ ...bad, ...worse })) {
    await assertThrows(() => provider(requestFor(expectation, change)), `it signed ${what}`)
  }
}
