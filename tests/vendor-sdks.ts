import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Emulator } from '@trtc-call/emulator'
import { keptTools } from './kept-tools.ts'

/** How a client of the vendor signs and sends; what is left out is the SDK's own default. */
export interface Habits {
  readonly signMethod?: 'TC3-HMAC-SHA256' | 'HmacSHA256' | 'HmacSHA1'
  readonly reqMethod?: 'GET' | 'POST'
}

/** Asks for an action, as a user of the SDK does. Rejects with the SDK's own error. */
type Ask = (action: string, parameters: object) => Promise<Record<string, unknown>>

/** The vendor's libraries as they are published. */
export interface VendorLibraries {
  readonly mainland: (emulator: Emulator, habits: Habits) => Ask
  readonly international: (emulator: Emulator, habits: Habits) => Ask
  readonly userSig: (emulator: Emulator, userId: string) => string
}

// biome-ignore lint/suspicious/noExplicitAny: thousands of generated classes, of which a few lines are used.
type Loaded = any

/** Installs them, far more than a hundred megabytes, once for all runs. */
export async function loadVendorLibraries(): Promise<VendorLibraries> {
  const folder = await keptTools({
    dependencies: {
      'tencentcloud-sdk-nodejs': '4.1.313',
      'tencentcloud-sdk-nodejs-intl-en': '3.0.1335',
      'tls-sig-api-v2': '1.0.2',
    },
  })
  const load: (name: string) => Loaded = createRequire(join(folder, 'here.js'))
  const { Api } = load('tls-sig-api-v2/TLSSigAPIv2.js')
  return {
    mainland: (emulator, habits) => askMainland(load('tencentcloud-sdk-nodejs'), emulator, habits),
    international: (emulator, habits) => askInternational(load('tencentcloud-sdk-nodejs-intl-en'), emulator, habits),
    userSig: ({ credentials: { sdkAppId, sdkSecretKey } }, userId) =>
      new Api(sdkAppId, sdkSecretKey).genUserSig(userId, 3600),
  }
}

/** One object with everything, and promises. */
function askMainland(sdk: Loaded, { url, credentials }: Emulator, { signMethod, reqMethod }: Habits): Ask {
  const { secretId, secretKey } = credentials
  const httpProfile = { endpoint: new URL(url).host, protocol: 'http://', ...(reqMethod && { reqMethod }) }
  const profile = { signMethod, httpProfile }
  const client = new sdk.trtc.v20190722.Client({ credential: { secretId, secretKey }, region: 'ap-guangzhou', profile })
  return (action, parameters) => client[action](parameters)
}

/** A class for everything, and callbacks. */
function askInternational(sdk: Loaded, { url, credentials }: Emulator, { signMethod, reqMethod }: Habits): Ask {
  const { Client, Models } = sdk.trtc.v20190722
  const { Credential, ClientProfile, HttpProfile } = sdk.common
  const httpProfile = new HttpProfile('http://', new URL(url).host, reqMethod)
  const credential = new Credential(credentials.secretId, credentials.secretKey)
  const client = new Client(credential, 'ap-singapore', new ClientProfile(signMethod, httpProfile))
  return (action, parameters) => {
    const request = new Models[`${action}Request`]()
    request.from_json_string(JSON.stringify(parameters))
    return promisify(client[action].bind(client))(request)
  }
}
