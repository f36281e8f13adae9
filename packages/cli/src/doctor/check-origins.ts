import type { Finding } from './finding.ts'

/** Which values an examination is made with, in the words of the vendor. */
const named = {
  sdkAppId: 'SDKAppID',
  sdkSecretKey: 'SDKSecretKey',
  site: 'site',
  identifier: 'administrator',
  secretId: 'SecretId',
  secretKey: 'SecretKey',
  token: 'session token',
  region: 'region',
  endpoint: 'endpoint',
} as const

/** Where each value came from, and none of what is secret. */
export function checkOrigins(sources: Readonly<Record<string, string>>): Finding {
  const found = Object.entries(named).filter(([name]) => sources[name] !== undefined)
  const what = found.map(([name, words]) => `${words} from ${sources[name]}`).join('; ')
  if (found.length > 0) return { check: 'origins', state: 'ok', what }
  const why = 'without an app and its key nothing can be asked'
  const mend = 'trtc-call profile add, or set TRTC_SDK_APP_ID, TRTC_SDK_SECRET_KEY and TRTC_SITE'
  return { check: 'origins', state: 'note', what: 'neither flags, variables nor a profile say anything', why, mend }
}
