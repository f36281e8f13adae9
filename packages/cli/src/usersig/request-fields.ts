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

interface Found {
  readonly value: string
  readonly from: 'value' | 'query' | 'body'
  readonly document?: Readonly<Record<string, unknown>>
}

/** The pasted text, and the same without escaping. */
interface Texts {
  readonly pasted: string
  readonly views: readonly string[]
}

/** The distance in which names belong to the value. A value without a name of its own is less likely part of a request. */
const reach = { query: 2_000, body: 2_000, value: 200 } as const
const userNames = { query: 'identifier', body: 'user_?id|identifier', value: 'user_?id|identifier' } as const

/** Reads the names that are nearest to the value, in the pasted text or in one of its views. */
export function readRequestFields(found: Found, pasted: string, views: readonly string[]): RequestFields {
  const texts = { pasted, views }
  const userId = readField(found, texts, userNames[found.from], found.document?.['TLS.identifier'])
  const app = readField(found, texts, 'sdk_?app_?id', found.document?.['TLS.sdkappid'])
  const roomId = found.from === 'body' ? readField(found, texts, 'room_?id') : undefined
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

/** Unescaping may have changed a name. If the readings differ, the one that agrees with the UserSig (`claimed`) is right. */
function readField(found: Found, { pasted, views }: Texts, name: string, claimed?: unknown): string | undefined {
  const inPasted = findNearest(pasted, found, name)
  if (inPasted?.kind === 'json') return parseJsonString(inPasted.text)
  const readings = [...views, joinLines(views[0] ?? '')].flatMap((view) => {
    const field = findNearest(view, found, name)
    return field === undefined ? [] : [decodeField(field, claimed)]
  })
  return readings.find((reading) => reading === String(claimed)) ?? readings[0]
}

interface Field {
  readonly text: string
  readonly kind: 'json' | 'query' | 'table' | 'quoted' | 'bare'
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

/** UserSigs of one length begin alike, so it compares all of the value. If the value is in parts, it finds the beginning. */
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
  if (separator.startsWith(',')) return { text, kind: 'table' }
  if (double !== undefined) return { text, kind: quote === '"' ? 'json' : 'quoted' }
  return { text, kind: single !== undefined ? 'quoted' : separator === '=' ? 'query' : 'bare' }
}

function decodeField({ text, kind }: Field, claimed: unknown): string {
  // A single quote may end the value or belong to it.
  const word = /^[^',;})]*/.exec(text)?.[0] ?? ''
  const readings = {
    json: [parseJsonString(text)],
    query: [word, text].map((each) => decodeUrl(each.replaceAll('+', ' '))),
    table: [text, decodeUrl(text)],
    quoted: [text],
    bare: [word, text],
  }[kind]
  const agrees =
    typeof claimed === 'string' && readings.some((reading) => [claimed, unescapeText(claimed)].includes(reading))
  return agrees ? claimed : (readings[0] ?? text)
}

function parseJsonString(literal: string): string {
  try {
    return JSON.parse(`"${literal}"`)
  } catch {
    return literal
  }
}
