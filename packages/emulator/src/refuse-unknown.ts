import { nearest } from './nearest.ts'

/**
 * A mistyped field would leave the default in place, and a test would be good for the wrong reason.
 *
 * @throws TypeError naming the field.
 */
export function refuseUnknown(where: string, given: object, known: readonly string[]): void {
  const stranger = Object.keys(given).find((name) => !known.includes(name))
  if (stranger === undefined) return
  const meant = nearest(stranger, known)
  const advice = meant === undefined ? `there are ${known.join(', ')}` : `did you mean ${meant}?`
  throw new TypeError(`${where}: there is no ${stranger}; ${advice}`)
}
