import { appIdOf, assertComplete } from '../client/access.ts'
import { commonOptions, requestOptions } from '../client/access-options.ts'
import { maskUrl } from '../client/mask.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { exitCodes, UsageError } from '../errors.ts'
import { quoteValue } from '../quote-in-message.ts'
import { readFileArgument } from '../read-text.ts'
import { authOf, authOptions, type WebhookAuth } from '../webhook/auth-options.ts'
import { formatEvent } from '../webhook/format-event.ts'
import { assertReceiverUrl, explainStatus, postWebhook } from '../webhook/post.ts'
import type { Delivery } from '../webhook/receiver.ts'
import { createSample, sampleTypes, setField, signSample, whyUnsigned } from '../webhook/samples.ts'

const accessOptions = { ...authOptions, sdkAppId: requestOptions.sdkAppId, ...commonOptions } as const

const listenOptions = {
  forward: {
    kind: 'text',
    value: 'URL',
    source: true,
    secretValue: true,
    summary: 'forward verified deliveries unchanged to this URL (http or https)',
  },
  port: { kind: 'integer', value: 'PORT', min: 0, max: 65_535, summary: 'port on 127.0.0.1 [any free one]' },
  ...accessOptions,
} as const

export const listen = defineCommand({
  details: `Receives on 127.0.0.1 until Ctrl-C. Does not set the callback URL, but prints the command for it.
Needs --sdk-app-id and at least one of the three secrets. The emulator can post to this port; the
vendor needs a tunnel, such as cloudflared. With --json, the last 1000 deliveries are printed at
the end.`,
  options: listenOptions,
  examples: [
    'trtc-call webhook listen --forward http://localhost:3000/trtc',
    'trtc-call webhook listen --port 8080 --json',
  ],
  run: receiveWebhooks,
})

const maxDeliveries = 1_000

async function receiveWebhooks({ options, io, signal, info, print }: Context<typeof listenOptions>): Promise<Result> {
  const { forward, port = 0, json } = options
  const auth = authOf(options)
  const webhookSecret = auth.secret ?? auth.token ?? auth.key
  const { sdkAppId } = assertComplete({ sdkAppId: options.sdkAppId, webhookSecret })
  if (forward !== undefined) assertReceiverUrl('--forward', forward)
  const deliveries: Delivery[] = []
  let dropped = 0
  const onDelivery = (delivery: Delivery): void => {
    deliveries.push(delivery)
    if (deliveries.length > maxDeliveries) {
      deliveries.shift()
      dropped += 1
    }
    const { event, rejected, forwarded } = delivery
    if (rejected !== undefined) info(rejected)
    if (event === undefined) return
    const text = `${formatEvent(event)}${forwarded === undefined ? '' : `  → ${forwarded}`}`
    if (json) info(text)
    else print({ document: delivery, text })
    const explanation = explainStatus(forwarded)
    if (explanation !== undefined) info(`${forwarded}: ${explanation}`)
  }
  // Loaded here, because a server loads much of Node.
  const { startReceiver } = await import('../webhook/receiver.ts')
  const receiver = await startReceiver({ sdkAppId, auth, forward, port, onDelivery })
  try {
    const url = `http://127.0.0.1:${receiver.port}`
    for (const line of setUpLines(url, auth, io.platform)) info(line)
    info(`ready at ${url}${forward === undefined ? '' : `, forwarding to ${maskUrl(forward)}`}; Ctrl-C stops it`)
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  } finally {
    await receiver.close()
  }
  return { document: { deliveries, dropped }, text: '' }
}

/** How to set the URL. The shell inserts the secret, so that it is not printed. */
function setUpLines(url: string, { secret, token, key }: WebhookAuth, platform: string): string[] {
  const variable = platform === 'win32' ? '$env:TRTC_CALLBACK_SECRET' : '$TRTC_CALLBACK_SECRET'
  const query = secret === undefined ? '' : `?${secret.name}=${variable}`
  const takesCalls = secret !== undefined || token !== undefined
  return [
    ...(takesCalls ? [`to receive callbacks of calls: trtc-call callback set --url "${url}/${query}"`] : []),
    ...(key === undefined ? [] : [`to receive stream events: set ${url}/ in the RTC console`]),
    `the vendor needs the public URL of a tunnel to this port instead of ${url}`,
  ]
}

const sendOptions = {
  to: {
    kind: 'text',
    value: 'URL',
    required: true,
    source: true,
    secretValue: true,
    summary: 'URL of your receiver (http or https)',
  },
  set: {
    kind: 'text',
    value: 'FIELD=VALUE',
    repeatable: true,
    summary: 'set a field of the body: CallRecord.CallResult=NotAnswer',
  },
  timeout: { kind: 'duration', min: 1, max: 86_400_000, summary: 'time limit for the response [10s]' },
  ...accessOptions,
} as const

export const send = defineCommand({
  details: `Rings no one and sends nothing to the vendor. --json prints the body, whose fields --set changes.
Exit code 1 means that the receiver did not answer with status 200, which the vendor expects.`,
  argument: { summary: sampleTypes.join(', '), candidates: async () => sampleTypes },
  options: sendOptions,
  examples: [
    'trtc-call webhook send call-ended --to http://localhost:3000/trtc',
    'trtc-call webhook send call-ended --to http://localhost:3000/trtc --set CallRecord.CallResult=NotAnswer',
    'trtc-call webhook send ingest-started --to http://localhost:3000/trtc --set EventInfo.Status=1 --json',
  ],
  run: sendSample,
})

async function sendSample({ argument: event, options, signal, info }: Context<typeof sendOptions>): Promise<Result> {
  const { to, set, timeout = 10_000 } = options
  const body = await createSample(event)
  for (const assignment of set) setField(body, assignment)
  assertReceiverUrl('--to', to)
  const auth = authOf(options)
  const request = signSample(body, to, appIdOf(options), auth)
  const unsigned = whyUnsigned(body, auth)
  if (unsigned !== undefined) info(unsigned)
  const startedAt = performance.now()
  const status = await postWebhook(request, timeout, signal)
  const durationMs = Math.round(performance.now() - startedAt)
  const url = maskUrl(to)
  const document = { event, to: url, signed: unsigned === undefined, accepted: status === 200, durationMs, body }
  if (typeof status === 'string') {
    const text = `${url} could not be reached (${status}) in ${durationMs} ms`
    return { document: { ...document, error: status }, text, exitCode: exitCodes.unreachable }
  }
  const text = `${url} answered ${status} in ${durationMs} ms${status === 200 ? '' : '; the vendor expects 200'}`
  return { document: { ...document, status }, text, exitCode: status === 200 ? exitCodes.ok : exitCodes.failed }
}

const verifyOptions = {
  url: {
    kind: 'text',
    value: 'URL',
    source: true,
    secretValue: true,
    summary: 'for a callback of a call: the URL of the request, or its query',
  },
  header: {
    kind: 'text',
    value: 'NAME:VALUE',
    repeatable: true,
    source: true,
    secretValue: true,
    summary: 'for a stream event: Sign and SdkAppId; a file can have lines of curl',
  },
  maxAge: {
    kind: 'duration',
    min: 1_000,
    max: 2_147_483_647_000,
    or: 'forever',
    field: 'maxAgeMs',
    summary: 'how old the delivery may be [5m]',
  },
  ...accessOptions,
} as const

export const verify = defineCommand({
  details: `Needs the raw body, byte for byte, because the signature covers it. Exit code 1 means that the
delivery is not authentic, or that nothing authenticates its sender. This command sends nothing.`,
  argument: { summary: 'file with the raw body; - reads stdin', stdin: 'dash', field: 'body' },
  options: verifyOptions,
  examples: [
    'trtc-call webhook verify body.json --url @url.txt',
    'trtc-call webhook verify body.json --header @headers.txt --max-age forever',
    'trtc-call webhook verify - --url @url.txt --json < body.json',
  ],
  run: verifySaved,
})

async function verifySaved({ argument, options, io }: Context<typeof verifyOptions>): Promise<Result> {
  const { url, header: headers, maxAge = 300_000 } = options
  const auth = authOf(options)
  if ((url === undefined) === (headers.length === 0)) throw new UsageError('give either --url or --header')
  const { sdkAppId } = assertComplete({
    sdkAppId: options.sdkAppId,
    ...(url === undefined ? { streamKey: auth.key } : {}),
  })
  const body =
    argument === '-' ? await io.stdin.read() : await readFileArgument(argument, `the file ${quoteValue(argument)}`, io)
  const maxAgeMs = maxAge === 'forever' ? Number.POSITIVE_INFINITY : maxAge
  const { verifyDelivery } = await import('../webhook/verify.ts')
  return verifyDelivery({ body, url, headers, sdkAppId, maxAgeMs }, auth)
}
