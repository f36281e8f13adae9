import { equal, fault, holds } from './assertions.ts'
import type { Connection, Subject } from './subject.ts'

type Scenario = (subject: Subject, connection: Connection) => Promise<void>

/** The scenarios for every runtime with sockets, against an emulator. Each rings its own phone, or none. */
export const scenarios = {
  'a whole call: ring, answer, stream, hang-up': async ({ library }, { options }) => {
    const { dial } = library.createTrtcCall(options)
    const call = await dial({ robot: 'robot', callees: ['jack'], media: 'video', stream })
    equal(call.state, 'answered')
    const answer = await call.answered()
    equal(answer.answered && answer.by, ['jack'])
    equal(await call.hangUp(), { call: 'ended', stream: 'stopped', errors: [] })
  },

  'a UserSig of a wrong key is an error with a hint': async ({ library }, { options }) => {
    const wrong = { ...options, call: { ...options.call, sdkSecretKey: wrongSecret, userSig: undefined } }
    const { dial } = library.createTrtcCall(wrong)
    const error = await fault(() => dial({ robot: 'robot', callees: ['joe'], media: 'audio' }))
    assertRefusal(library, error)
  },

  'a TC3 signature of a wrong key is an error with a hint': async ({ library }, { options }) => {
    const { secretId = '' } = options.cloud
    const cloud = { edition: options.cloud.edition, region: options.cloud.region, secretId, secretKey: wrongSecret }
    const { trtc } = library.createTrtcCall({ ...options, cloud })
    assertRefusal(library, await fault(() => trtc.describeStreamIngest({ TaskId: 'of-nobody' })))
  },

  'a refused connection is an error with its outcome': async (
    { library },
    { options, closedEndpoint, closedOutcome },
  ) => {
    const endpoints = { call: closedEndpoint, trtc: closedEndpoint }
    const { dial } = library.createTrtcCall({ ...options, endpoints, retry: { maxAttempts: 1 } })
    const error = await fault(() => dial({ robot: 'robot', callees: ['joe'], media: 'audio' }))
    holds(library.isTrtcError(error), `not one of ours: ${error}`)
    equal([error.code, error.outcome, error.attempts], ['ERR_CONNECTION', closedOutcome, 1])
  },

  'signatures ignore an impossible clock': async ({ library }, { options, misdatedEndpoint }) => {
    const asked: number[] = []
    const userSig = ({ now }: { readonly now: number }) => {
      asked.push(now)
      return { value: `signature-${asked.length}`, expiresAt: now + day }
    }
    const { calls } = library.createTrtcCall({
      ...{ sdkAppId: options.sdkAppId, endpoints: { call: misdatedEndpoint } },
      call: { site: 'china', identifier: 'administrator', userSig },
    })
    for (const CallId of ['one', 'two']) {
      const error = await fault(() => calls.getCallInfo({ CallId }))
      holds(library.isTrtcError(error) && error.outcome === 'refused', `not refused: ${error}`)
    }
    holds(asked.length > 1, 'the refused signature was used again')
    for (const now of asked) holds(Math.abs(now - Date.now()) < day, `signed for ${new Date(now).toISOString()}`)
  },

  'an abort during a request': async ({ library, transport }, { options }) => {
    const { controller, reason } = createAbort()
    const { calls, trtc } = library.createTrtcCall({ ...options, fetch: transport })
    // This request never gets a response. Once another one has, it has been sent.
    const hanging = fault(() => calls.getCallback({}, { signal: controller.signal }))
    await trtc.describeStreamIngest({ TaskId: 'of-nobody' }).catch(() => {})
    controller.abort(reason)
    holds((await hanging) === reason, 'the reason of the abort did not come through')
  },

  'an abort while the phone rings hangs up': async ({ library }, { options }) => {
    const { controller, reason } = createAbort()
    const sleep = async () => controller.abort(reason)
    const { dial } = library.createTrtcCall({ ...options, clock: { now: () => Date.now(), sleep } })
    const { signal } = controller
    const error = await fault(() => dial({ robot: 'robot', callees: ['jill'], media: 'video', stream }, { signal }))
    holds(error === reason, `not the reason of the abort: ${error}`)
  },
} satisfies Record<string, Scenario>

const stream = { url: 'https://example.com/welcome.mp4', repeat: 'forever' } as const
const day = 86_400_000
const wrongSecret = 'the-wrong-secret-of-this-test'

function createAbort() {
  return { controller: new AbortController(), reason: new Error('the caller has had enough') }
}

function assertRefusal(library: Subject['library'], error: unknown): void {
  holds(library.isTrtcError(error) && error instanceof library.ApiError, `not an ApiError: ${error}`)
  equal([error.code, error.outcome, error.kind, error.attempts], ['ERR_API', 'refused', 'authentication', 1])
  holds(error.hint.length > 10, 'no hint')
  holds(!`${error.stack}${JSON.stringify(error)}`.includes(wrongSecret), 'a secret shows')
}
