import type { Room } from '../room.ts'

/** The fields of an untrusted JSON object, of unknown types. */
export type Fields = Readonly<Record<string, unknown>>

/** Returns the fields of an object, or none for any other value. */
export function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

/** Reads text that may be a number or a lossless parser's number. Returns undefined for other types and empty text. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  const { isLosslessNumber, value: digits } = asFields(value)
  return isLosslessNumber === true && typeof digits === 'string' ? digits : undefined
}

const earliestMs = 100_000_000_000
const latestMs = 8_640_000_000_000_000

/** Reads a time in milliseconds or seconds, as number or text, as milliseconds since the epoch. */
export function asTimeMs(value: unknown): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined
  const time = Number(value)
  if (!(time > 0)) return undefined
  const timeMs = time < earliestMs ? time * 1000 : time
  return timeMs <= latestMs ? timeMs : undefined
}

/** Returns undefined when RoomId is missing or empty, as in the vendor's sample. */
export function readRoom({ RoomId, RoomIdType }: Fields): Room | undefined {
  const id = asText(RoomId)
  if (id === undefined) return undefined
  const number = Number(id)
  if (asText(RoomIdType) === '1' && Number.isSafeInteger(number)) return { kind: 'int', id: number }
  return { kind: 'string', id }
}

/** A member of a call. */
export interface CallMember {
  readonly userId: string
  /** The vendor's word: `Calling` is talking, `Waiting` is ringing. */
  readonly status: string
}

/** Skips entries without a user. */
export function readMembers(list: unknown): readonly CallMember[] {
  return fieldsOfList(list).flatMap((entry) => {
    const userId = asText(entry.User_Account)
    return userId === undefined ? [] : [{ userId, status: asText(entry.Status) ?? '' }]
  })
}

export function fieldsOfList(list: unknown): readonly Fields[] {
  return Array.isArray(list) ? list.map(asFields) : []
}

/** Normalizes the vendor's spellings of one word: "Hang Up" and "Hangup", "Canncel_Invite" and "cancel invite". */
export function plainWord(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase().replaceAll(/[^a-z]/g, '') : ''
}
