import type { UserSigClaims } from './user-sig.ts'
import { malformed, type ReportFault } from './user-sig-fault.ts'

/** The fields of the JSON inside a UserSig, by the vendor's names (`TLS.identifier` …). */
export type UserSigDocument = Readonly<Record<string, unknown>>

/** The claims of a complete document. */
export interface SignedClaims extends UserSigClaims {
  readonly sig: string
}

/** The valid claims of a document. */
export type FoundClaims = { readonly [Name in keyof SignedClaims]?: SignedClaims[Name] | undefined }

/** Parses the JSON; undefined when it is not an object. */
export function parseDocument(json: string, report: ReportFault): UserSigDocument | undefined {
  try {
    const document: unknown = JSON.parse(json)
    if (typeof document === 'object' && document !== null && !Array.isArray(document))
      return document as UserSigDocument
  } catch {
    // Reported below: the error of JSON.parse quotes the text, which may be a valid signature.
  }
  report('not-json', 'it does not contain a JSON object', malformed)
  return undefined
}

/** Reads the claims, and reports every invalid one. */
export function readClaims(document: UserSigDocument, report: ReportFault): FoundClaims {
  const text = (name: string): string | undefined => read(document, name, report, isText)
  const integer = (name: string): number | undefined => read(document, name, report, isInteger)
  const version = text('TLS.ver')
  const claims = {
    userId: text('TLS.identifier'),
    sdkAppId: integer('TLS.sdkappid'),
    time: integer('TLS.time'),
    expire: integer('TLS.expire'),
    sig: text('TLS.sig'),
  }
  if (version !== undefined && version !== '2.0') report('wrong-version', 'TLS.ver must be "2.0"', malformed)
  const userbuf = document['TLS.userbuf']
  if (userbuf === undefined || typeof userbuf === 'string') return { ...claims, userbuf }
  report('wrong-type', `TLS.userbuf must be a string, but is ${kind(userbuf)}`, malformed)
  return { ...claims, sig: undefined } // the signed text cannot be known
}

/** Whether the signature can be verified. */
export function isComplete(claims: FoundClaims): claims is SignedClaims {
  const { userId, sdkAppId, time, expire, sig } = claims
  return [userId, sdkAppId, time, expire, sig].every((field) => field !== undefined)
}

interface Kind<Value> {
  readonly name: string
  readonly fits: (value: unknown) => value is Value
}

const isText: Kind<string> = { name: 'a string', fits: (value) => typeof value === 'string' }
const isInteger: Kind<number> = {
  name: 'a whole number',
  fits: (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0,
}

function read<Value>(
  document: UserSigDocument,
  name: string,
  report: ReportFault,
  { name: type, fits }: Kind<Value>,
): Value | undefined {
  const value = Object.hasOwn(document, name) ? document[name] : undefined
  if (value === undefined) report('missing-field', `${name} is missing`, malformed)
  else if (fits(value)) return value
  else {
    const found = `but is ${kind(value)}: the input of the signer was wrong or missing`
    report('wrong-type', `${name} must be ${type}, ${found}`, malformed)
  }
  return undefined
}

function kind(value: unknown): string {
  return value === null ? 'null' : typeof value
}
