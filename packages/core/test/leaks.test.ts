import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { TrtcError } from '../src/index.ts'
import { callsOn, play, rejectionOf, ring, trtcOn } from './support/clients.ts'
import { leaksOf, spellingsOf } from './support/leaks.ts'
import type { SentRequest, Step } from './support/wire.ts'
import { callError, createWire, respondWith, trtcError, trtcOk } from './support/wire.ts'

const run = crypto.randomUUID().replaceAll('-', '')
const planted = {
  sdkSecretKey: `${run}sdkSecretKey`,
  userSig: `eJw*${run}/+user-sig_`,
  secretId: `AKID${run}`,
  secretKey: `${run}secretKey`,
  token: `${run}/token+with="quotes"/`,
  streamUrl: `https://media.example.com/a.mp4?auth=${run}%2Furl&x="y"`,
  botSig: `eJw-${run}-bot/sig+`,
  privateMapKey: `eJw-${run}-map-key`,
  callbackUrl: `https://app.example.com/hook?secret=${run}`,
}
// How every URL begins is no secret.
const secrets = Object.values(planted).map((secret) => secret.replace(/^https:\/\//, ''))

/** The whole request, as a vendor that means ill or well may quote it. */
function quote({ url, init }: SentRequest): string[] {
  const all = JSON.stringify({ url, ...init, signal: undefined })
  return [url, init.body, JSON.stringify(init.headers), all].flatMap(spellingsOf)
}

const reactions: Readonly<Record<string, Step>> = {
  'an error of the Call interface': (sent) => callError(101002, quote(sent).join(' '))(sent),
  'an unlisted error of the Call interface': (sent) => callError(5, quote(sent).join('\n'))(sent),
  'an error of the cloud interface': (sent) => trtcError('InvalidParameter', quote(sent).join(' '))(sent),
  'an unlisted error of the cloud interface': (sent) => trtcError('No.Such', quote(sent).join())(sent),
  'a code of the cloud interface': (sent) => trtcError(`InternalError ${quote(sent).join(' ')}`)(sent),
  'a family of the cloud interface': (sent) => trtcError(`InternalError.${quoted(sent)}`)(sent),
  'a request id of an error response': (sent) => withRequestId(quote(sent).join(' '), sent),
  'the end of a request id of an error response': (sent) => withRequestId(quoted(sent), sent),
  'a page that is not JSON': (sent) => respondWith(quote(sent).join(' '))(sent),
  'a 502': (sent) => respondWith(quote(sent).join(' '), 502, { 'x-echo': run })(sent),
  'a broken connection': (sent) =>
    Promise.reject(
      Object.assign(new TypeError(`fetch failed ${quote(sent).join(' ')}`, { cause: new Error(sent.url) }), {
        code: 'ECONNRESET',
        request: sent,
      }),
    ),
}

/** What an envelope of either interface refuses, with this request id. */
function withRequestId(RequestId: string, sent: SentRequest) {
  const Response = { Error: { Code: 'InvalidParameter', Message: '' }, RequestId }
  return respondWith(JSON.stringify({ ErrorCode: 101002, ErrorInfo: '', RequestId, Response }))(sent)
}

/** As much of a signature or a token as fits into a name. */
function quoted({ url, init: { headers } }: SentRequest): string {
  const { searchParams } = new URL(url)
  return (searchParams.get('usersig') ?? headers['x-tc-token'] ?? headers.authorization ?? '').slice(-100)
}

const requests = {
  startCallByRobot: (step: Step) => calls(step).startCallByRobot(ring),
  setCallback: (step: Step) =>
    calls(step).setCallback({ Url: planted.callbackUrl, CallbackCommandList: ['Call.CallbackAfterEndCall'] }),
  'a ring by provider': (step: Step) => {
    const userSig = () => ({ value: planted.userSig, expiresAt: Number.POSITIVE_INFINITY })
    return callsOn(createWire(step, step, step), { userSig, sdkSecretKey: undefined }).startCallByRobot(ring)
  },
  startStreamIngest: (step: Step) => trtc(step).startStreamIngest(stream),
  updateStreamIngest: (step: Step) => trtc(step).updateStreamIngest({ TaskId: 't-1', StreamUrl: planted.streamUrl }),
  'a raw action': (step: Step) => trtc(step).raw('StartPublishCdnStream', { Some: [{ Params: stream }] }),
  'a raw command': (step: Step) => calls(step).raw('some/command', { Token: planted.token, Url: planted.callbackUrl }),
} as const

const stream = {
  ...play,
  StreamUrl: planted.streamUrl,
  UserSig: planted.botSig,
  PrivateMapKey: planted.privateMapKey,
}

function calls(step: Step) {
  return callsOn(createWire(step, step, step), { sdkSecretKey: planted.sdkSecretKey })
}

function trtc(step: Step) {
  const { secretId, secretKey, token } = planted
  return trtcOn(createWire(step, step, step), { secretId, secretKey, token })
}

const cases = Object.keys(requests).flatMap((request) =>
  Object.keys(reactions).map((reaction) => ({ request, reaction })),
)

test.each(cases)('$reaction to $request: the error contains no secret', async ({ request, reaction }) => {
  const sent: string[] = []
  const step: Step = (each) => {
    sent.push(new URL(each.url).searchParams.get('usersig') ?? '')
    return (reactions[reaction] as Step)(each)
  }
  const error = await rejectionOf(requests[request as keyof typeof requests](step))
  expect(error).toBeInstanceOf(TrtcError)
  const all = [...secrets, ...sent.filter((userSig) => userSig !== '')]
  expect(sent.length).toBeGreaterThan(0)
  expect(leaksOf(everythingIn(error as TrtcError), all)).toEqual([])
})

test('a UserSig that another request has renewed is masked', async () => {
  const issued = [planted.userSig, 'eJw-renewed']
  const userSig = () => ({ value: issued.shift() ?? '', expiresAt: Number.POSITIVE_INFINITY })
  let renewed = (): void => {}
  const afterRenewal = new Promise<void>((resolve) => {
    renewed = resolve
  })
  const wire = createWire(
    callError(70001),
    async (sent) => {
      await afterRenewal
      return callError(101002, quote(sent).join(' '))(sent)
    },
    (sent) => {
      renewed()
      return callError(101002, quote(sent).join(' '))(sent)
    },
  )
  const client = callsOn(wire, { userSig, sdkSecretKey: undefined })
  const errors = await Promise.all([client.getCallback(), client.getCallback()].map(rejectionOf))
  expect(wire.requests).toHaveLength(3)
  for (const error of errors) expect(leaksOf(everythingIn(error as TrtcError), secrets)).toEqual([])
})

test('a new session token is masked from its first request', async () => {
  const { secretId, secretKey, token } = planted
  const issued = [
    { secretId, secretKey, token: 'the-session-token-before' },
    { secretId, secretKey, token },
  ]
  const wire = createWire(trtcOk(), (sent) => trtcError('InvalidParameter', quote(sent).join(' '))(sent))
  const credentials = () => issued.shift() ?? { secretId, secretKey }
  const client = trtcOn(wire, { credentials, secretId: undefined, secretKey: undefined })
  await client.describeStreamIngest({ TaskId: 't-1' })
  const error = await rejectionOf(client.describeStreamIngest({ TaskId: 't-1' }))
  expect(leaksOf(everythingIn(error as TrtcError), secrets)).toEqual([])
})

test('the search of this test finds a secret that is not masked', () => {
  const error = new Error(`refused: ${Buffer.from(`..${planted.secretKey}`).toString('base64url')}`)
  expect(leaksOf(everythingIn(error), secrets).length).toBeGreaterThan(0)
})

function everythingIn(error: Error): string {
  const { cause } = error as { cause?: Error }
  return [
    error.message,
    String(error),
    error.stack,
    JSON.stringify(error),
    JSON.stringify(error instanceof TrtcError && error.report()),
    inspect(error, { depth: 10, showHidden: true }),
    inspect(cause, { depth: 10, showHidden: true }),
    cause?.stack,
    JSON.stringify(cause),
  ].join('\n')
}
