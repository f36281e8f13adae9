import { wrongType } from './check-value.ts'
import type { Room } from './room.ts'
import { checkNow, checkSdkAppId, checkSdkSecretKey, checkUserId } from './signing/check-user-sig-input.ts'
import { decodeUserSig } from './signing/decode-user-sig.ts'
import { parseDocument, readClaims, type UserSigDocument } from './signing/parse-document.ts'
import { type Privilege, privilegesIn } from './signing/privileges.ts'
import type { ReportFault, UserSigFault } from './signing/user-sig-fault.ts'
import type { Userbuf } from './signing/userbuf.ts'
import { type Expected, expiryOf, readUserbuf, validateClaims } from './signing/validate-claims.ts'

export type { UserSigDocument } from './signing/parse-document.ts'
export type { Privilege } from './signing/privileges.ts'
export type { UserSigFault, UserSigFaultCode } from './signing/user-sig-fault.ts'

/** The expected values of a UserSig. Fields that are left out are not checked. */
export interface InspectUserSigOptions {
  readonly sdkSecretKey?: string | undefined
  readonly sdkAppId?: number | undefined
  readonly userId?: string | undefined
  /** Milliseconds since 1970; default the clock. */
  readonly now?: number | undefined
}

/** The permissions in a PrivateMapKey. */
export interface InspectedUserbuf {
  readonly account: string
  readonly sdkAppId: number
  readonly room: Room
  readonly privileges: readonly Privilege[]
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** The contents of a UserSig, and its faults. */
export interface UserSigInspection {
  /** Left out when it cannot be decoded. Its `TLS.sig` is as secret as the UserSig. */
  readonly document?: UserSigDocument
  /** Only of a PrivateMapKey; left out when it cannot be decoded. */
  readonly userbuf?: InspectedUserbuf
  /** Milliseconds since 1970. Left out when the document does not contain it. */
  readonly expiresAt?: number
  /** Empty when no reason was found for the vendor to refuse it. */
  readonly faults: readonly UserSigFault[]
}

/**
 * Decodes a UserSig or PrivateMapKey and lists its faults, with the vendor's codes. The signature is verified only if
 * `sdkSecretKey` is given.
 *
 * @throws InputError when `value` is not a string or an option is invalid; never for a bad signature.
 * @example
 * const { document, faults } = inspectUserSig(value, { sdkSecretKey, sdkAppId: 1400000000, userId: 'jack' })
 * for (const { message } of faults) console.error(message)
 * @see {@link https://www.tencentcloud.com/document/product/647/35166}
 */
export function inspectUserSig(value: string, options: InspectUserSigOptions = {}): UserSigInspection {
  if (typeof value !== 'string') throw wrongType('value', 'a string', value)
  const expected = checkOptions(options)
  const faults: UserSigFault[] = []
  const report: ReportFault = (code, message, vendorCode) => {
    faults.push(vendorCode === undefined ? { code, message } : { code, message, vendorCode })
  }
  const json = decodeUserSig(value, report)
  const document = json === undefined ? undefined : parseDocument(json, report)
  if (document === undefined) return { faults }
  const claims = readClaims(document, report)
  validateClaims(claims, expected, report)
  const userbuf = readUserbuf(claims, expected.now, report)
  const expiresAt = expiryOf(claims)
  return {
    document,
    ...(userbuf && { userbuf: inspected(userbuf) }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    faults,
  }
}

function checkOptions({ sdkSecretKey, sdkAppId, userId, now = Date.now() }: InspectUserSigOptions): Expected {
  if (sdkSecretKey !== undefined) checkSdkSecretKey(sdkSecretKey)
  if (sdkAppId !== undefined) checkSdkAppId(sdkAppId)
  if (userId !== undefined) checkUserId(userId)
  return { sdkSecretKey, sdkAppId, userId, now: checkNow(now) }
}

function inspected({ account, sdkAppId, room, privilegeMap, expiry }: Userbuf): InspectedUserbuf {
  return { account, sdkAppId, room, privileges: privilegesIn(privilegeMap), expiresAt: expiry * 1000 }
}
