import type { RequestListener } from 'node:http'
import { type CallClient, createCallEvents, createTrtcCall, type TrtcCallOptions } from '@trtc-call/node'
import { createNodeWebhookHandler, type WebhookEvent } from '@trtc-call/node/webhooks'
import { Ledger } from './ledger.ts'
import { Orders } from './orders.ts'

export interface AppOptions {
  /** Where the recorded message is to be had. */
  readonly recordingUrl: string
  /** What the vendor's callbacks have in their address. */
  readonly callbackSecret: string
}

export interface App {
  readonly orders: Orders
  readonly ledger: Ledger
  readonly calls: CallClient
  /** Takes the vendor's callbacks. */
  readonly receiveCallback: RequestListener
}

/** The whole app, for the vendor or for an emulator: only `trtc` differs. */
export function createApp(trtc: TrtcCallOptions, { recordingUrl, callbackSecret }: AppOptions): App {
  const events = createCallEvents()
  const { dial, findCall, calls } = createTrtcCall({ ...trtc, events })
  const ledger = new Ledger()
  const receiveCallback = createNodeWebhookHandler({
    sdkAppId: trtc.sdkAppId,
    call: { secret: { name: 'token', value: callbackSecret } },
    events,
    // A callback that could not be written down is answered with 500, so that the vendor may send it again.
    respond: 'after-handler',
    onEvent: (event) => account(event, ledger),
    onError: (error) => console.error(error),
  })
  return { orders: new Orders({ dial, findCall }, recordingUrl), ledger, calls, receiveCallback }
}

/** Callbacks come again when an answer was lost; the handler hands each event on once. */
async function account(event: WebhookEvent, ledger: Ledger): Promise<void> {
  if (event.type !== 'call-ended') return
  const { answeredAt, endedAt } = event.record
  if (answeredAt === undefined || endedAt === undefined) return
  await ledger.write({ callId: event.callId, seconds: (endedAt - answeredAt) / 1000 })
}
