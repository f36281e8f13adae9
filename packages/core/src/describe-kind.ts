import type { ErrorKind, Family } from '@trtc-call/spec'

/** What a person can do about an error of the vendor. */
export interface ErrorDescription {
  readonly hint: string
  /** The vendor page that lists the code, if one was looked up. */
  readonly link?: string | undefined
}

/** Describes a vendor's code of one interface; undefined for unknown codes. */
export type DescribeCode = (family: Family, code: number | string) => ErrorDescription | undefined

const byKind: Readonly<Record<ErrorKind, string>> = {
  authentication: '',
  permission: 'Grant this identity the permission in the console.',
  configuration: "Compare sdkAppId, site, edition and the app's switches with the console.",
  package: "Check the app's packages and quotas.",
  'invalid-request': "Compare the body with the operation's page.",
  'not-found': 'Check the id, app and region; it may have ended.',
  conflict: 'It already exists: use it, or end it first.',
  'rate-limit': 'Send fewer requests per second.',
  unavailable: "If it lasts, contact the vendor's support with the request id.",
  other: "Contact the vendor's support with the request id.",
}

/** The secret of the interface that responded, because only that one can be wrong. */
const authentication: Readonly<Record<Family, string>> = {
  call: 'Check the sdkSecretKey of this sdkAppId, or that the UserSig is that of the identifier.',
  trtc: 'Check the clock, and secretId, secretKey and token of the cloud account (not sdkSecretKey).',
}
const userSigInBody = 'Check the UserSig in the body: its UserId, its sdkSecretKey and its expiry.'

/** One sentence for all codes of a kind, to keep edge bundles small. */
export function describeKind(family: Family, kind: ErrorKind, code: number | string): ErrorDescription {
  if (String(code).includes('UserSig')) return { hint: userSigInBody }
  return { hint: kind === 'authentication' ? authentication[family] : byKind[kind] }
}
