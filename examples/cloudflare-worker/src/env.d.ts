/** The bindings of wrangler.jsonc, and the secrets. */
declare namespace Cloudflare {
  interface Env {
    readonly CALLS: DurableObjectNamespace<import('./robot-call.ts').RobotCall>
    readonly TRTC_SDK_APP_ID: string
    readonly TRTC_IDENTIFIER: string
    readonly TRTC_SDK_SECRET_KEY: string
    readonly TENCENTCLOUD_SECRET_ID: string
    readonly TENCENTCLOUD_SECRET_KEY: string
    /** In the address that the vendor posts to: /trtc/callback?token=… */
    readonly TRTC_CALLBACK_SECRET: string
    readonly STREAM_URL: string
    /** How often a call is looked at whose callbacks may be lost, in milliseconds. */
    readonly SWEEP_EVERY_MS: string
    /** An emulator's address while you try things out. Not set: the vendor's own hosts. */
    readonly TRTC_CALL_ENDPOINT?: string
  }
}

type Env = Cloudflare.Env
