import type { UserSigClaims } from './user-sig.ts'
import { malformed, type Report } from './user-sig-fault.ts'

/** The fields of the JSON inside a UserSig, in the vendor's spelling (`TLS.identifier` …) and as they were found. */
export type UserSigDocument = Readonly<Record<string, unknown>>

/** The document when it is complete and of the right types. */
export interface SignedClaims extends UserSigClaims {
  readonly sig: string
}

/** What of it can be used. */
export type FoundClaims = { readonly [Name in keyof SignedClaims]?: SignedClaims[Name] | undefined }

/** Parses the JSON; undefined when it is not an object. */
export function parseDocument(json: string, report: Report): UserSigDocument | undefined {
  try {
    const document: unknown = JSON.parse(json)
    if (typeof document === 'object' && document !== null && !Array.isArray(document))
      return document as UserSigDocument
  } catch {
    // Told below: the error of JSON.parse quotes the text, which may be a working signature.
  }
  report('not-json', 'what it unpacks to is not a JSON object', malformed)
  return undefined
}

/** Reads the fields, with a fault for each one that cannot be used. */
export function readClaims(document: UserSigDocument, report: Report): FoundClaims {
  const text = (name: string): string | undefined => read(document, name, report, isText)
  const whole = (name: string): number | undefined => read(document, name, report, isWhole)
  const version = text('TLS.ver')
  const claims = {
    userId: text('TLS.identifier'),
    sdkAppId: whole('TLS.sdkappid'),
    time: whole('TLS.time'),
    expire: whole('TLS.expire'),
    sig: text('TLS.sig'),
  }
  if (version !== undefined && version !== '2.0') report('wrong-version', 'TLS.ver must be "2.0"', malformed)
  const userbuf = document['TLS.userbuf']
  if (userbuf === undefined || typeof userbuf === 'string') return { ...claims, userbuf }
  report('wrong-type', `TLS.userbuf must be a string, it is ${kind(userbuf)}`, malformed)
  return { ...claims, sig: undefined } // it was made over something that cannot be known
}

/** Whether the signature can be held against the rest. */
export function isComplete(claims: FoundClaims): claims is SignedClaims {
  const { userId, sdkAppId, time, expire, sig } = claims
  return [userId, sdkAppId, time, expire, sig].every((field) => field !== undefined)
}

interface Kind<Value> {
  readonly wanted: string
  readonly fits: (value: unknown) => value is Value
}

const isText: Kind<string> = { wanted: 'a string', fits: (value) => typeof value === 'string' }
const isWhole: Kind<number> = {
  wanted: 'a whole number',
  fits: (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0,
}

function read<Value>(
  document: UserSigDocument,
  name: string,
  report: Report,
  { wanted, fits }: Kind<Value>,
): Value | undefined {
  const value = Object.hasOwn(document, name) ? document[name] : undefined
  if (value === undefined) report('missing-field', `${name} is missing`, malformed)
  else if (fits(value)) return value
  else {
    const found = `it is ${kind(value)}: it was minted from a wrong or missing input`
    report('wrong-type', `${name} must be ${wanted}, ${found}`, malformed)
  }
  return undefined
}

function kind(value: unknown): string {
  return value === null ? 'null' : typeof value
}
