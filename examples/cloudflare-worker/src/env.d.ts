/** The bindings of wrangler.jsonc, and the secrets. */
declare namespace Cloudflare {
  interface Env {
    readonly CALLS: DurableObjectNamespace<import('./robot-call.ts').RobotCall>
    readonly TRTC_SDK_APP_ID: string
    readonly TRTC_IDENTIFIER: string
    readonly TRTC_SDK_SECRET_KEY: string
    readonly TENCENTCLOUD_SECRET_ID: string
    readonly TENCENTCLOUD_SECRET_KEY: string
    /** The secret in the callback URL: /trtc/callback?token=… */
    readonly TRTC_CALLBACK_SECRET: string
    readonly STREAM_URL: string
    /** Interval in milliseconds at which the alarm checks a call, in case a callback is lost. */
    readonly CHECK_INTERVAL_MS: string
    /** The emulator's URL for development. If it is not set, the vendor's hosts are used. */
    readonly TRTC_CALL_ENDPOINT?: string
  }
}

type Env = Cloudflare.Env
