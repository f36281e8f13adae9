import { appIdOf } from '../client/access.ts'
import { callOptions, confirmOptions } from '../client/access-options.ts'
import { connectCalls } from '../client/connect.ts'
import { findEmulator } from '../client/find-emulator.ts'
import { maskUrl } from '../client/mask-request.ts'
import { type Context, defineCommand } from '../command.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import type { Result } from '../result.ts'
import { UsageError } from '../usage-error.ts'
import { describeEvent } from '../webhook/describe-event.ts'
import type { Received } from '../webhook/receiver.ts'
import { describeSetting, presentSetting, takeOver } from '../webhook/take-over.ts'
import { type Agreed, agreedOf, senderOptions } from '../webhook/webhook-options.ts'

const options = {
  forward: {
    kind: 'text',
    value: 'URL',
    source: true,
    hidden: true,
    summary: 'where what is to be believed is posted on, to the byte; http or https',
  },
  port: {
    kind: 'whole',
    value: 'PORT',
    least: 0,
    most: 65_535,
    summary: 'to listen on, on 127.0.0.1; default any free one',
  },
  publicUrl: {
    kind: 'text',
    value: 'URL',
    summary: 'how the vendor reaches this port, as your tunnel says; not for the emulator',
  },
  takeOver: { kind: 'flag', summary: 'lead the callbacks of the real app here until this ends' },
  receiveOnly: { kind: 'flag', summary: 'set no address; TRTC_CALLBACK_SECRET says how the sender is known' },
  ...senderOptions,
  ...callOptions,
  ...confirmOptions,
} as const

export const webhookListenCommand = defineCommand({
  details: `With the emulator it sets the address by itself. An app has only one: on the real service --public-url and --take-over
are needed, the present one is shown first, and put back when this ends (Ctrl-C). A fresh secret is in the address.`,
  options,
  examples: [
    'trtc-call webhook listen --forward http://localhost:3000/trtc',
    'trtc-call webhook listen --public-url https://tunnel.example.com --take-over --port 8080',
    'trtc-call webhook listen --receive-only --port 8080',
  ],
  run: listen,
})

type Listening = Context<typeof options>

async function listen(context: Listening): Promise<Result | undefined> {
  const { options: asked, rehearsal, signal, say } = context
  const { forward, port = 0 } = asked
  const sdkAppId = appIdOf(asked)
  for (const [flag, url] of [
    ['--forward', forward],
    ['--public-url', asked.publicUrl],
  ] as const) {
    if (url !== undefined && !isWebAddress(url)) throw new UsageError(`${flag} must be an http or https URL`)
  }
  const agreed = withSecret(asked)
  const all: object[] = []
  const onReceived = (received: Received): void => tell(context, received, all)
  // Loaded here: a server brings half of Node with it.
  const { createReceiver, listenOn } = await import('../webhook/receiver.ts')
  const server = await createReceiver({ sdkAppId, agreed, forward, onReceived }).catch((error: unknown) => {
    throw error instanceof TypeError ? new UsageError(`TRTC_CALLBACK_SECRET or its like: ${error.message}`) : error
  })
  const base = await baseOf(context)
  const bound = await listenOn(server, port)
  try {
    const putBack = await lead(context, addressOf(base ?? `http://127.0.0.1:${bound}`, agreed))
    try {
      const on = forward === undefined ? '' : `, handing on to ${maskUrl(forward)}`
      say(`ready at http://127.0.0.1:${bound}${on}; Ctrl-C stops it`)
      if (!signal.aborted && rehearsal === undefined)
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    } finally {
      await putBack?.()
    }
  } finally {
    server.close()
    server.closeAllConnections()
  }
  return asked.json ? { document: { deliveries: all }, text: '' } : undefined
}

/** A secret of one's own where none is given: who has not seen the address cannot post here. */
function withSecret(asked: Listening['options']): Agreed {
  const agreed = agreedOf(asked)
  if (agreed.secret !== undefined) return agreed
  if (asked.receiveOnly && agreed.token === undefined) {
    const hint = 'it is in the address that you set: https://…?token=SECRET'
    throw new UsageError('the secret is missing: set TRTC_CALLBACK_SECRET', hint, 'ERR_CREDENTIALS')
  }
  if (asked.receiveOnly) return agreed
  return { ...agreed, secret: { name: asked.secretName ?? 'token', value: crypto.randomUUID() } }
}

/** How the vendor comes here; undefined for the emulator, which is on this machine. @throws UsageError before anything is sent. */
async function baseOf({ options: asked }: Listening): Promise<string | undefined> {
  if (asked.receiveOnly || (await findEmulator(asked.endpoint)) !== undefined) return asked.publicUrl
  if (asked.publicUrl !== undefined && asked.takeOver) return asked.publicUrl
  throw new UsageError(
    'this is no emulator: give --public-url and --take-over',
    'an app has only one address, and while this listens nobody else gets its callbacks; --receive-only sets none',
  )
}

/** Sets the address, and gives how to put the present one back. */
async function lead(context: Listening, url: string): Promise<(() => Promise<void>) | undefined> {
  const { options: asked, signal, say } = context
  if (asked.receiveOnly) return undefined
  const calls = await connectCalls(context)
  const before = await presentSetting(calls, signal)
  say(describeSetting(before))
  await confirmProduction(context, 'lead the callbacks of the app here')
  const putBack = await takeOver(calls, url, before)
  say(`callbacks go to ${maskUrl(url)} now`)
  return async () => {
    try {
      await putBack()
    } catch (error) {
      say('the address could not be put back as it was: trtc-call callback set')
      throw error
    }
    say(before === undefined ? 'no address is set any more' : `callbacks go to ${maskUrl(before.url)} again`)
  }
}

function addressOf(base: string, { secret }: Agreed): string {
  const url = new URL(base)
  if (secret !== undefined) url.searchParams.set(secret.name, secret.value)
  return url.href
}

const keeps = 1_000

function tell({ options: { json }, show, say }: Listening, received: Received, all: object[]): void {
  const { event, refused, forwarded } = received
  if (all.length === keeps) all.shift()
  all.push(received)
  if (refused !== undefined) say(`refused: ${refused}`)
  if (event === undefined) return
  const on = forwarded === undefined ? '' : `  → ${forwarded}`
  if (json) say(`${describeEvent(event)}${on}`)
  else show({ document: received, text: `${describeEvent(event)}${on}` })
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}
