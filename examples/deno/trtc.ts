import { createCallEvents, createTrtcCall } from '@trtc-call/edge'
import { createWebhookHandler } from '@trtc-call/edge/webhooks'

const endpoint = Deno.env.get('TRTC_CALL_ENDPOINT')
const sdkAppId = Number(Deno.env.get('TRTC_SDK_APP_ID'))
/** Passes callbacks to the calls that are awaited. */
const events = createCallEvents()

export const { dial } = createTrtcCall({
  sdkAppId,
  call: {
    site: 'china',
    identifier: Deno.env.get('TRTC_IDENTIFIER') ?? 'administrator',
    sdkSecretKey: secret('TRTC_SDK_SECRET_KEY'),
  },
  cloud: {
    edition: 'china',
    secretId: secret('TENCENTCLOUD_SECRET_ID'),
    secretKey: secret('TENCENTCLOUD_SECRET_KEY'),
    token: Deno.env.get('TENCENTCLOUD_SESSION_TOKEN'),
  },
  // The emulator's URL for development. If it is not set, the vendor's hosts are used.
  endpoints: { call: endpoint, trtc: endpoint },
  events,
})

/** Receives the callbacks that the vendor posts to /trtc/callback?token=…, the URL given to setCallback. */
export const receiveCallback = createWebhookHandler({
  sdkAppId,
  call: { secret: { name: 'token', value: secret('TRTC_CALLBACK_SECRET') } },
  events,
  onError: (error) => console.error(error),
})

function secret(name: string): string {
  const value = Deno.env.get(name)
  if (!value) throw new Error(`set ${name}`)
  return value
}
