/**
 * A mistyped option would silently leave its default in place, and some defaults ring.
 *
 * @throws TypeError naming the option, before anything is sent.
 */
export function refuseUnknown(where: string, given: object, known: Readonly<Record<string, true>>, path = ''): void {
  if (typeof given !== 'object' || given === null)
    throw new TypeError(`${where}: ${path.replace(/\.$/, '') || 'the options'} must be an object`)
  const stranger = Object.keys(given).find((name) => !Object.hasOwn(known, name))
  if (stranger === undefined) return
  const near = Object.keys(known).find((name) => name.toLowerCase().startsWith(stranger.toLowerCase().slice(0, 4)))
  const hint = near === undefined ? '' : `: did you mean ${path}${near}?`
  throw new TypeError(`${where}: there is no option ${path}${stranger}${hint}`)
}
