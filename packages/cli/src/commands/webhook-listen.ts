import { appIdOf } from '../client/access.ts'
import { callOptions, confirmOptions } from '../client/access-options.ts'
import { findEmulator } from '../client/find-emulator.ts'
import { maskUrl } from '../client/mask-request.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { UsageError } from '../errors.ts'
import { keepDeliveries } from '../webhook/deliveries.ts'
import { describeEvent } from '../webhook/describe-event.ts'
import { explainStatus } from '../webhook/hand-on.ts'
import { leadHere } from '../webhook/lead-here.ts'
import type { Received, Receiver, ReceiverSetting } from '../webhook/receiver.ts'
import { assertReceiver, assertWebAddress } from '../webhook/web-address.ts'
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
    kind: 'integer',
    value: 'PORT',
    min: 0,
    max: 65_535,
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
  details: `With the emulator it sets the address by itself, also where that one wants a token. An app has only one address: on the
real service --public-url and --take-over are needed, and what was set before is shown first, kept in a file of the config
folder, and put back when this ends (Ctrl-C); after a crash the next webhook listen does that. A fresh secret is in the address.
With --json the last 1000 deliveries are in the document.`,
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
  const { options: asked, rehearsal, signal, info } = context
  const { forward, publicUrl, receiveOnly } = asked
  if (forward !== undefined) assertReceiver('--forward', forward)
  if (publicUrl !== undefined) assertWebAddress('--public-url', publicUrl)
  const deliveries = keepDeliveries()
  const agreed = withSecret(asked)
  const base = await baseOf(context)
  const receiver = await start(context, {
    sdkAppId: appIdOf(asked),
    agreed,
    onReceived: deliveries.add,
    onDone: (received) => tell(context, received),
  })
  try {
    const local = `http://127.0.0.1:${receiver.port}`
    const putBack = receiveOnly ? undefined : await leadHere(context, addressOf(base ?? local, agreed), receiver.port)
    if (rehearsal !== undefined) return undefined
    const on = forward === undefined ? '' : `, handing on to ${maskUrl(forward)}`
    info(`ready at ${local}${on}; Ctrl-C stops it`)
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    await putBack?.()
  } finally {
    await receiver.close()
  }
  return asked.json ? { document: deliveries.document(), text: '' } : undefined
}

async function start({ options }: Listening, setting: Omit<ReceiverSetting, 'forward' | 'port'>): Promise<Receiver> {
  // Loaded here: a server brings half of Node with it.
  const { startReceiver } = await import('../webhook/receiver.ts')
  const { forward, port = 0 } = options
  return startReceiver({ ...setting, forward, port }).catch((error: unknown) => {
    throw error instanceof TypeError ? new UsageError(`TRTC_CALLBACK_SECRET or its like: ${error.message}`) : error
  })
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
async function baseOf({ options: asked, io }: Listening): Promise<string | undefined> {
  if (asked.receiveOnly || (await findEmulator(asked.endpoint, io.env)) !== undefined) return asked.publicUrl
  if (asked.publicUrl !== undefined && asked.takeOver) return asked.publicUrl
  throw new UsageError(
    'this is no emulator: give --public-url and --take-over',
    'an app has only one address, and while this listens nobody else gets its callbacks; --receive-only sets none',
  )
}

function addressOf(base: string, { secret }: Agreed): string {
  const url = new URL(base)
  if (secret !== undefined) url.searchParams.set(secret.name, secret.value)
  return url.href
}

function tell({ options: { json }, print, info }: Listening, received: Received): void {
  const { event, refused, forwarded } = received
  if (refused !== undefined) info(`refused: ${refused}`)
  if (event === undefined) return
  const text = `${describeEvent(event)}${forwarded === undefined ? '' : `  → ${forwarded}`}`
  if (json) info(text)
  else print({ document: received, text })
  const why = explainStatus(forwarded)
  if (why !== undefined) info(`${forwarded}: ${why}`)
}
