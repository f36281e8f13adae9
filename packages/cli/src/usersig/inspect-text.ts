import { type InspectedUserbuf, inspectUserSig, type UserSigFault } from '@trtc-call/node'
import type { Result } from '../command.ts'
import { exitCodes } from '../errors.ts'
import { roomName } from '../room.ts'
import { escapeControl, formatFields } from '../terminal.ts'
import { type FieldName, type FoundUserSig, findUserSig } from './find-user-sig.ts'
import type { RequestFields } from './request-fields.ts'

/** What the options and the environment say. */
export interface Expected {
  readonly userId: string | undefined
  readonly sdkAppId: number | undefined
  readonly sdkSecretKey: string | undefined
  /** Where the key comes from: `TRTC_SDK_SECRET_KEY`. */
  readonly keySource: string | undefined
}

interface Fault {
  readonly code: string
  readonly message: string
  /** The error code with which the vendor would refuse it. */
  readonly vendorCode?: number
}

/** Finds a UserSig or PrivateMapKey in pasted text and checks it. */
export function inspectText(pasted: string, field: FieldName, expected: Expected): Result {
  const found = findUserSig(pasted, field)
  if (found === undefined) return notFound(field)
  const { value, ...source } = found
  const { sdkSecretKey, keySource } = expected
  const now = Date.now()
  // The vendor compares a UserSig with its request, so the request takes precedence over the options.
  const claims = { userId: source.userId ?? expected.userId, sdkAppId: source.sdkAppId ?? expected.sdkAppId }
  const { document, userbuf, expiresAt, ...inspected } = inspectUserSig(value, { ...claims, sdkSecretKey, now })
  const codes = new Set<string>(inspected.faults.map(({ code }) => code))
  const faults: Fault[] = [
    ...inspected.faults,
    ...requestFaults(source, expected).filter(({ code }) => !codes.has(code)),
    ...(field === 'PrivateMapKey' && document !== undefined && document['TLS.userbuf'] === undefined ? [noRoom] : []),
    ...roomFaults(source.roomId, userbuf),
  ]
  // The MAC is the only secret of a UserSig.
  const shown = document && { ...document, ...('TLS.sig' in document ? { 'TLS.sig': '***' } : {}) }
  const fields = formatFields({
    ...Object.fromEntries(Object.entries(shown ?? {}).map(([name, claim]) => [name, String(claim)])),
    room: userbuf && roomName(userbuf.room),
    allows: userbuf && formatPrivileges(userbuf),
    expires: expiresAt === undefined ? undefined : `${formatTime(expiresAt)}, ${formatAge(expiresAt - now)}`,
    'checked with': keySource && `the key from ${keySource}`,
  })
  const keyChecked = sdkSecretKey !== undefined
  const verdict = faults.length > 0 ? faults.map(faultLine) : [keyChecked ? validWithKey : valid]
  return {
    document: { source, document: shown, userbuf, expiresAt, faults, keyChecked, keySource },
    text: [...noteLines(found, field), fields, ...verdict].filter((line) => line !== '').join('\n'),
    exitCode: faults.length > 0 ? exitCodes.failed : exitCodes.ok,
  }
}

const validWithKey = 'valid, and signed with this key'
const valid = 'valid, but the key was not checked: set TRTC_SDK_SECRET_KEY'
const noRoom: Fault = { code: 'no-userbuf', message: 'it is a UserSig without TLS.userbuf, so it opens no room' }

function notFound(field: FieldName): Result {
  return {
    document: { faults: [{ code: 'not-found', message: `no ${field} found` }], keyChecked: false },
    text: `no ${field} found. A ${field} begins with eJ or eA and has a few hundred letters, digits, *, - and _`,
    exitCode: exitCodes.failed,
  }
}

/** The request contradicts the options, or names a user or app that cannot exist. */
function requestFaults({ userId, sdkAppId, unusable = [] }: RequestFields, expected: Expected): Fault[] {
  const faults: Fault[] = []
  const add = (isPresent: boolean, code: UserSigFault['code'], message: string): void => {
    if (isPresent) faults.push({ code, message })
  }
  const isOther = (one: unknown, other: unknown): boolean => one !== undefined && other !== undefined && one !== other
  add(isOther(userId, expected.userId), 'other-user', 'the request is for another user than --user')
  const apps = `the app ${sdkAppId}, not for ${expected.sdkAppId}`
  add(isOther(sdkAppId, expected.sdkAppId), 'other-app', `the request is for ${apps}`)
  add(unusable.includes('userId'), 'other-user', 'the user ID in the request must have 1 to 32 bytes')
  add(unusable.includes('sdkAppId'), 'other-app', 'the SDKAppID in the request must be from 1 to 4294967295')
  return faults
}

/** A body may give its RoomId as a number or as text. */
function roomFaults(roomId: string | undefined, userbuf: InspectedUserbuf | undefined): Fault[] {
  if (roomId === undefined || userbuf === undefined || String(userbuf.room.id) === roomId) return []
  const message = `it is for the room ${escapeControl(roomName(userbuf.room))}, and the request for the room ${escapeControl(roomId)}`
  return [{ code: 'other-room', message }]
}

function noteLines({ outOf, line, undone = [] }: FoundUserSig, field: FieldName): string[] {
  const place = line === undefined ? '' : ` (line ${line})`
  return [
    ...(outOf === undefined ? [] : [`${outOf} different signatures found; this is the first ${field}${place}`]),
    ...undone.map((what) => `note: read without its ${what}; the vendor refuses a request with them (70003)`),
  ]
}

function faultLine({ message, vendorCode }: Fault): string {
  return `wrong: ${message}${vendorCode === undefined ? '' : ` (vendor error ${vendorCode})`}`
}

function formatPrivileges({ privileges }: InspectedUserbuf): string {
  return privileges.length === 8 ? 'all' : privileges.join(', ') || 'nothing'
}

/** A lifetime can end after the last possible date. */
function formatTime(ms: number): string {
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) ? `${ms} ms after 1970` : date.toISOString()
}

const units = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const

/** In the largest unit that fits, as in the faults. */
function formatAge(ms: number): string {
  const [size, unit] = units.find(([size]) => Math.abs(ms) >= size) ?? [1_000, 'second']
  const count = Math.floor(Math.abs(ms) / size)
  const age = `${count} ${unit}${count === 1 ? '' : 's'}`
  return ms > 0 ? `in ${age}` : `${age} ago`
}
