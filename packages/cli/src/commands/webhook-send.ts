import { appIdOf } from '../client/access.ts'
import { commonOptions, requestOptions } from '../client/access-options.ts'
import { maskUrl } from '../client/mask-request.ts'
import { whyUnreachable } from '../client/why-unreachable.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { exitCodes, UsageError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { quoteName } from '../quote.ts'
import { override } from '../webhook/override.ts'
import { type Sample, samples } from '../webhook/samples.ts'
import type { Delivery } from '../webhook/sign-sample.ts'
import { assertReceiver } from '../webhook/web-address.ts'
import { type Agreed, agreedOf, senderOptions } from '../webhook/webhook-options.ts'
import { withTimeout } from '../with-timeout.ts'

const options = {
  to: {
    kind: 'text',
    value: 'URL',
    required: true,
    source: true,
    hidden: true,
    summary: 'your receiver, http or https; its query counts as a secret',
  },
  set: {
    kind: 'text',
    value: 'FIELD=VALUE',
    repeatable: true,
    summary: 'a field of the body, with points between the names: CallRecord.CallResult=Reject',
  },
  callId: { kind: 'text', value: 'CALL_ID', summary: 'default a made-up one' },
  taskId: { kind: 'text', value: 'TASK_ID', summary: 'default a made-up one' },
  robot: { kind: 'text', value: 'USER', summary: 'who rings, default robot' },
  callee: { kind: 'text', value: 'USER', summary: 'who is rung, default jack' },
  timeout: { kind: 'duration', min: 1, max: 2_147_483_647, summary: 'limit for the response [10s]' },
  ...senderOptions,
  sdkAppId: requestOptions.sdkAppId,
  ...commonOptions,
} as const

export const webhookSendCommand = defineCommand({
  details: `Nobody is rung and the vendor is not asked. Exit code 1 says that the receiver did not answer 200, as it has to.`,
  argument: { summary: Object.keys(samples).join(', '), candidates: async () => Object.keys(samples) },
  options,
  examples: [
    'trtc-call webhook send call-ended --to http://localhost:3000/trtc',
    'trtc-call webhook send call-ended --to http://localhost:3000/trtc --set CallRecord.CallResult=Reject',
    'trtc-call webhook send ingest-started --to http://localhost:3000/trtc --set EventInfo.Status=1 --json',
  ],
  run: send,
})

async function send({ argument, options: asked, signal, info }: Context<typeof options>): Promise<Result> {
  const { to, set, timeout = 10_000 } = asked
  const sample = sampleOf(argument, asked)
  for (const assignment of set) override(sample.body, assignment)
  assertReceiver('--to', to)
  const { signSample } = await import('../webhook/sign-sample.ts')
  const agreed = agreedOf(asked)
  const delivery = signSample(sample, to, appIdOf(asked), agreed)
  const unsigned = whyUnsigned(sample, agreed)
  if (unsigned !== undefined) info(unsigned)
  const startedAt = performance.now()
  const status = await post(delivery, timeout, signal)
  const durationMs = Math.round(performance.now() - startedAt)
  const isTaken = status === 200
  const said = typeof status === 'number' ? `answered ${status}` : `could not be reached (${status.error})`
  return {
    document: {
      event: argument,
      to: maskUrl(to),
      signed: unsigned === undefined,
      taken: isTaken,
      status,
      durationMs,
      body: sample.body,
    },
    text: `${maskUrl(to)} ${said} in ${durationMs} ms${isTaken ? '' : '; the vendor wants 200'}`,
    exitCode: isTaken ? exitCodes.ok : typeof status === 'number' ? exitCodes.failed : exitCodes.unreachable,
  }
}

/** The vendor signs events about streams always, and those about calls where a token was agreed on. */
function whyUnsigned({ command }: Sample, { key, secret, token }: Agreed): string | undefined {
  if (command === undefined) return key === undefined ? 'it is not signed: set TRTC_STREAM_CALLBACK_KEY' : undefined
  if (token !== undefined || secret !== undefined) return undefined
  return 'nothing in it says who sent it: set TRTC_CALLBACK_TOKEN or TRTC_CALLBACK_SECRET'
}

function sampleOf(event: string, { callId, taskId, robot, callee }: Context<typeof options>['options']): Sample {
  const make = Object.hasOwn(samples, event) ? samples[event] : undefined
  if (make === undefined) {
    const known = Object.keys(samples)
    const meant = nearest(event, known)
    const hint = meant === undefined ? `it is one of ${known.join(', ')}` : `did you mean ${meant}?`
    throw new UsageError(`there is no event ${quoteName(event)}`, hint)
  }
  return make({
    now: Date.now(),
    callId: callId ?? crypto.randomUUID(),
    taskId: taskId ?? crypto.randomUUID(),
    robot: robot ?? 'robot',
    callee: callee ?? 'jack',
  })
}

async function post(
  { url, headers, body }: Delivery,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<number | { readonly error: string }> {
  return withTimeout(signal, timeoutMs, async (limit) => {
    try {
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: limit })
      await response.body?.cancel()
      return response.status
    } catch (error) {
      signal.throwIfAborted()
      return { error: whyUnreachable(error, limit) }
    }
  })
}
