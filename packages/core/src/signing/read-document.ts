import type { UserSigClaims } from './user-sig.ts'
import { malformed, type Report } from './user-sig-fault.ts'

/** The fields of the JSON inside a UserSig, in the vendor's spelling (`TLS.identifier` …) and as they were found. */
export type UserSigDocument = Readonly<Record<string, unknown>>

/** The document when it is complete and of the right types. */
export interface SignedClaims extends UserSigClaims {
  readonly sig: string
}

const fields = {
  'TLS.ver': 'string',
  'TLS.identifier': 'string',
  'TLS.sdkappid': 'number',
  'TLS.time': 'number',
  'TLS.expire': 'number',
  'TLS.sig': 'string',
} as const

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

/** Reads the fields; undefined, with a fault for each one, when any of them cannot be used. */
export function readClaims(document: UserSigDocument, report: Report): SignedClaims | undefined {
  const faults = Object.entries(fields).filter(([name, type]) => !fits(document, name, type, report))
  const userbuf = document['TLS.userbuf']
  if (userbuf !== undefined && typeof userbuf !== 'string') {
    report('wrong-type', `TLS.userbuf must be a string, it is ${kind(userbuf)}`, malformed)
    return undefined
  }
  if (faults.length > 0) return undefined
  if (document['TLS.ver'] !== '2.0') report('wrong-version', 'TLS.ver must be "2.0"', malformed)
  return {
    userId: document['TLS.identifier'] as string,
    sdkAppId: document['TLS.sdkappid'] as number,
    time: document['TLS.time'] as number,
    expire: document['TLS.expire'] as number,
    userbuf,
    sig: document['TLS.sig'] as string,
  }
}

function fits(document: UserSigDocument, name: string, type: 'string' | 'number', report: Report): boolean {
  const value = Object.hasOwn(document, name) ? document[name] : undefined
  if (value === undefined) {
    report('missing-field', `${name} is missing`, malformed)
    return false
  }
  if (type === 'string' ? typeof value === 'string' : Number.isSafeInteger(value) && (value as number) >= 0) return true
  const wanted = type === 'string' ? 'a string' : 'a whole number'
  report(
    'wrong-type',
    `${name} must be ${wanted}, it is ${kind(value)}: it was minted from a wrong or missing input`,
    malformed,
  )
  return false
}

function kind(value: unknown): string {
  return value === null ? 'null' : typeof value
}
