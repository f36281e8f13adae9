import type { ApiError } from '@trtc-call/node'
import type { Console } from './consoles.ts'

/** What a refusal means beyond what the code says by itself, and on which page it is mended. */
export interface Refused {
  readonly why: string
  readonly where?: (pages: Console) => string
}

const byCode: Readonly<Record<string, Refused>> = {
  60010: { why: 'the identifier is a user of the app and no administrator', where: ({ accounts }) => accounts },
  60020: { why: 'there is no Call package for this app, or it has run out' },
  60026: { why: 'the app lives on another site than the one that was asked' },
  70009: { why: 'the key is not this app’s' },
  70016: { why: 'the app lives on another site than the one that was asked' },
  70020: { why: 'there is no such app on this site' },
  72001: { why: 'asking for user states is switched off for the app', where: ({ accounts }) => accounts },
  'AuthFailure.SecretIdNotFound': {
    why: 'the cloud account’s SecretId is not known: of the other edition, or deleted',
  },
  'AuthFailure.SignatureFailure': { why: 'the SecretKey does not belong to the SecretId' },
  'FailedOperation.SdkAppIdNotUnderAppId': {
    why: 'the keys are of another cloud account than the app',
    where: ({ cloudKeys }) => cloudKeys,
  },
  'UnauthorizedOperation.SdkAppId': {
    why: 'the keys are of another cloud account than the app',
    where: ({ cloudKeys }) => cloudKeys,
  },
}

const byKind: Readonly<Record<ApiError['kind'], string>> = {
  authentication: 'a signature or a key is wrong, has expired, or is somebody else’s',
  permission: 'who asks is known, and may not do this',
  configuration: 'the app, its site or a switch in the console does not fit',
  package: 'a package is missing, has run out or is used up',
  'invalid-request': 'the vendor does not take a value that was sent',
  'not-found': 'there is nothing of that name, or not any more',
  conflict: 'it is there already, or has happened already',
  'rate-limit': 'the app or the account asks too often; others may use it, too',
  unavailable: 'the vendor’s side failed',
  other: 'the vendor refuses it and tells no more',
}

export function whyRefused({ vendorCode, kind }: ApiError): Refused {
  return byCode[String(vendorCode)] ?? { why: byKind[kind] }
}
