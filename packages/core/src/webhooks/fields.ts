import type { Room } from '../room.ts'

/** The fields of a JSON object from outside; nothing is known of their types. */
export type Fields = Readonly<Record<string, unknown>>

/** The fields of an object; none for anything else. */
export function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

/** A text that may have come as a number, of JavaScript's or of a lossless parser; undefined when it is empty or neither. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  const { isLosslessNumber, value: digits } = asFields(value)
  return isLosslessNumber === true && typeof digits === 'string' ? digits : undefined
}

const earliestMs = 100_000_000_000
const latestMs = 8_640_000_000_000_000

/** Milliseconds since the epoch, from milliseconds or seconds, a number or text; undefined where there is no time. */
export function asTimeMs(value: unknown): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined
  const time = Number(value)
  if (!(time > 0)) return undefined
  const timeMs = time < earliestMs ? time * 1000 : time
  return timeMs <= latestMs ? timeMs : undefined
}

/** Fields that name no room, as the vendor's sample with an empty RoomId does, give undefined. */
export function readRoom({ RoomId, RoomIdType }: Fields): Room | undefined {
  const id = asText(RoomId)
  if (id === undefined) return undefined
  const number = Number(id)
  if (asText(RoomIdType) === '1' && Number.isSafeInteger(number)) return { kind: 'int', id: number }
  return { kind: 'string', id }
}

/** Somebody in a call. */
export interface CallMember {
  readonly userId: string
  /** The vendor's word: `Calling` is talking, `Waiting` is being rung. */
  readonly status: string
}

/** Entries without a user are passed over. */
export function readMembers(list: unknown): readonly CallMember[] {
  return entries(list).flatMap((entry) => {
    const userId = asText(entry.User_Account)
    return userId === undefined ? [] : [{ userId, status: asText(entry.Status) ?? '' }]
  })
}

export function entries(list: unknown): readonly Fields[] {
  return Array.isArray(list) ? list.map(asFields) : []
}

/** What the vendor's spellings of one word have in common: "Hang Up" and "Hangup", "Canncel_Invite" and "cancel invite". */
export function plainWord(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase().replaceAll(/[^a-z]/g, '') : ''
}
