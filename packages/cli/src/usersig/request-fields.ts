import type { Label } from './field-labels.ts'
import { decodeUrl, joinLines, unescapeText } from './unescape.ts'

/** The user, app and room that a request names beside a UserSig. */
export interface RequestFields {
  readonly userId?: string
  readonly sdkAppId?: number
  /** RoomId of a body, as text. */
  readonly roomId?: string
  /** The request names them, but with values that no user or app can have. */
  readonly unusable?: readonly ('userId' | 'sdkAppId')[]
}

interface Found extends Pick<Label, 'from'> {
  readonly value: string
  readonly document?: Readonly<Record<string, unknown>>
}

/** The distance in which names belong to the value. A value without a name of its own is less likely part of a request. */
const reach = { query: 2_000, body: 2_000, value: 200 } as const
const userNames = { query: 'identifier', body: 'user_?id|identifier', value: 'user_?id|identifier' } as const

/** Reads the names that are nearest to the value, in the pasted text or in one of its views. */
export function readRequestFields(found: Found, pasted: string, views: readonly string[]): RequestFields {
  const read = (name: string, claim: string): string | undefined => {
    const claimed = found.document?.[claim]
    return readField([pasted, ...views], found, name, claimed === undefined ? undefined : String(claimed))
  }
  const userId = read(userNames[found.from], 'TLS.identifier')
  const app = read('sdk_?app_?id', 'TLS.sdkappid')
  const roomId = found.from === 'body' ? read('room_?id', '') : undefined
  const isUser = userId !== undefined && userId !== '' && Buffer.byteLength(userId) <= 32 && !/\p{Cc}/u.test(userId)
  const isApp = app !== undefined && /^\d{1,10}$/.test(app) && Number(app) >= 1 && Number(app) <= 0xffff_ffff
  const unusable = [
    ...(userId !== undefined && !isUser ? (['userId'] as const) : []),
    ...(app !== undefined && !isApp ? (['sdkAppId'] as const) : []),
  ]
  return {
    ...(isUser ? { userId } : {}),
    ...(isApp ? { sdkAppId: Number(app) } : {}),
    ...(unusable.length > 0 ? { unusable } : {}),
    ...(roomId === undefined ? {} : { roomId }),
  }
}

/**
 * Reads a field in every view of the text. Unescaping may have changed its value, and some forms are ambiguous. A reading that
 * agrees with the UserSig (`claimed`) is the right one.
 */
function readField(
  [pasted = '', plain = '', ...views]: readonly string[],
  found: Found,
  name: string,
  claimed: string | undefined,
): string | undefined {
  const exact = findNearest(pasted, found, name)
  if (exact?.isJson) return exact.readings[0]
  const readings = [plain, ...views, joinLines(plain)].flatMap((view) => findNearest(view, found, name)?.readings ?? [])
  const agrees = claimed !== undefined && readings.some((reading) => [claimed, unescapeText(claimed)].includes(reading))
  return agrees ? claimed : readings[0]
}

interface Field {
  readonly readings: readonly string[]
  readonly isJson: boolean
}

/** Finds `name=value`, `"name": "value"`, `name: 'value'` and `"name": "name", "value": "value"`. */
function findNearest(view: string, { value, from }: Found, name: string): Field | undefined {
  const at = indexOfValue(value, view)
  if (at < 0) return undefined
  const start = Math.max(0, at - reach[from])
  const near = view.slice(start, at + value.length + reach[from])
  const separator = `=>|[:=]|,\\s{0,99}["']?value["']?\\s{0,9}:`
  const text = `"((?:[^"\\\\]|\\\\.){0,200})"|'([^']{0,200})'|([^&\\s"#]{0,200})`
  const field = new RegExp(`(?<![\\w.])(?:${name})(["'\`]?)\\s{0,9}(${separator})\\s{0,9}(?:${text})`, 'gi')
  const distance = ({ index }: RegExpExecArray): number => Math.abs(index - (at - start))
  const [nearest] = [...near.matchAll(field)].sort((one, other) => distance(one) - distance(other))
  return nearest && toField(nearest)
}

const maxTries = 100

/** UserSigs begin alike, so the whole value is compared. If the value is in parts, it finds the beginning. */
function indexOfValue(value: string, view: string): number {
  const start = /^[A-Za-z0-9]{0,16}/.exec(value)?.[0] ?? ''
  if (start === '') return view.indexOf(value)
  let at = view.indexOf(start)
  for (let tries = 0; at >= 0 && tries < maxTries; tries++) {
    const here = view.slice(at, at + 5 * value.length)
    if (here.startsWith(value) || decodeUrl(decodeUrl(here)).startsWith(value)) return at
    at = view.indexOf(start, at + 1)
  }
  return view.indexOf(value.slice(0, 16))
}

function toField([, quote, separator = '', double, single, bare = '']: RegExpExecArray): Field | undefined {
  const text = double ?? single ?? bare
  if (/^[$<{[]/.test(text)) return undefined // a placeholder
  const isJson = double !== undefined && quote === '"' && !separator.startsWith(',')
  if (isJson) return { readings: [parseJsonString(text)], isJson }
  if (separator.startsWith(',')) return { readings: [text, decodeUrl(text)], isJson }
  if (double !== undefined || single !== undefined) return { readings: [text], isJson }
  // A single quote may end the value or belong to it.
  const words = [/^[^',;})]*/.exec(text)?.[0] ?? '', text]
  return { readings: separator === '=' ? words.map((word) => decodeUrl(word.replaceAll('+', ' '))) : words, isJson }
}

function parseJsonString(literal: string): string {
  try {
    return JSON.parse(`"${literal}"`)
  } catch {
    return literal
  }
}
