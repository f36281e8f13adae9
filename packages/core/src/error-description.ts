import type { ErrorKind, Family } from '@trtc-call/spec'

/** What a person can do about a refusal. */
export interface ErrorDescription {
  readonly hint: string
  /** The vendor page that lists the code, where one was looked up. */
  readonly link?: string | undefined
}

/** Explains a vendor's code of one interface; undefined when it cannot. */
export type DescribeCode = (family: Family, code: number | string) => ErrorDescription | undefined

const byKind: Readonly<Record<ErrorKind, string>> = {
  authentication: '',
  permission: 'Allow this identity to do it, in the console.',
  configuration: 'Compare sdkAppId, its site or edition, and its switches with the console.',
  package: 'Look at the packages and quotas of the app in the console.',
  'invalid-request': "Compare the body with the command's page; the message mostly names the field.",
  'not-found': 'Check the id; it may be over, or of another app or region.',
  conflict: 'It exists already: go on with it, or end it first.',
  'rate-limit': 'Nothing was executed: send fewer requests a second.',
  unavailable: "The vendor's side failed; if it lasts, give its support the request id.",
  other: "Ask the vendor's support, with the request id.",
}

/** An answer of one interface can only be about that interface's secret, and about a UserSig that the body carries. */
const authentication: Readonly<Record<Family, string>> = {
  call: 'Check the sdkSecretKey of this sdkAppId, or the UserSig that was given: it has to be that of the identifier.',
  trtc: "Check secretId, secretKey and token of the cloud account, and this machine's clock; sdkSecretKey is not used here.",
}
const userSigInBody =
  'Check the UserSig in the body: made for its UserId, with the sdkSecretKey of its SdkAppId, not expired.'

/** One sentence for every code of a kind, which is what there is room for on edge runtimes. */
export function describeKind(family: Family, kind: ErrorKind, code: number | string): ErrorDescription {
  if (String(code).includes('UserSig')) return { hint: userSigInBody }
  return { hint: kind === 'authentication' ? authentication[family] : byKind[kind] }
}
