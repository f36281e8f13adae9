import type { UserSigFault } from '@trtc-call/node'

/** What is wrong, with the code that the vendor would give where it has one. */
export function faultLine({ message, vendorCode }: Pick<UserSigFault, 'message' | 'vendorCode'>): string {
  return `wrong: ${message}${vendorCode === undefined ? '' : ` (the vendor answers ${vendorCode})`}`
}

/** Where nothing is wrong. */
export function verdict(keyChecked: boolean): string {
  return keyChecked
    ? 'nothing is wrong with it, and the key fits'
    : 'nothing is wrong with it; whether the key fits was not checked: set TRTC_SDK_SECRET_KEY'
}

/** A point in time, and how far it is from now in the one unit that fits. */
export function timeAndAge(ms: number, now: number): string {
  return `${isoTime(ms)}, ${fromNow(ms - now)}`
}

function fromNow(ms: number): string {
  const [size, unit] = units.find(([size]) => Math.abs(ms) >= size) ?? [1_000, 'second']
  const count = Math.floor(Math.abs(ms) / size)
  const words = `${count} ${unit}${count === 1 ? '' : 's'}`
  return ms > 0 ? `in ${words}` : `${words} ago`
}

const units = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const

/** A lifetime can reach beyond what a date can hold. */
function isoTime(ms: number): string {
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) ? `${ms} ms after 1970` : date.toISOString()
}
