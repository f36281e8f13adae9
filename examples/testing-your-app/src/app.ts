import type { RequestListener } from 'node:http'
import { type CallClient, createCallEvents, createTrtcCall, type TrtcCallOptions } from '@trtc-call/node'
import { createNodeWebhookHandler, type WebhookEvent } from '@trtc-call/node/webhooks'
import { Ledger } from './ledger.ts'
import { Orders } from './orders.ts'

export interface AppOptions {
  /** URL of the recorded message. */
  readonly recordingUrl: string
  /** The secret in the callback URL. */
  readonly callbackSecret: string
}

export interface App {
  readonly orders: Orders
  readonly ledger: Ledger
  readonly calls: CallClient
  /** Receives the vendor's callbacks. */
  readonly receiveCallback: RequestListener
}

/** Creates the whole app, for the vendor or for an emulator; only `trtc` differs. */
export function createApp(trtc: TrtcCallOptions, { recordingUrl, callbackSecret }: AppOptions): App {
  const events = createCallEvents()
  const { dial, findCall, calls } = createTrtcCall({ ...trtc, events })
  const ledger = new Ledger()
  const receiveCallback = createNodeWebhookHandler({
    sdkAppId: trtc.sdkAppId,
    call: { secret: { name: 'token', value: callbackSecret } },
    events,
    // Responds with 500 if the callback could not be saved, so that the vendor can send it again.
    respond: 'after-handler',
    onEvent: (event) => account(event, ledger),
    onError: (error) => console.error(error),
  })
  return { orders: new Orders({ dial, findCall }, recordingUrl), ledger, calls, receiveCallback }
}

/** Saves the cost of an ended call. The handler passes each event on once, even if it is delivered twice. */
async function account(event: WebhookEvent, ledger: Ledger): Promise<void> {
  if (event.type !== 'call-ended') return
  const { answeredAt, endedAt } = event.record
  if (answeredAt === undefined || endedAt === undefined) return
  await ledger.write({ callId: event.callId, seconds: (endedAt - answeredAt) / 1000 })
}
