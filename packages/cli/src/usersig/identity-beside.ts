import { joinLines, plainText, urlDecoded } from './plain-text.ts'

/** Whom and which app a request names, as far as it does. */
export interface Identity {
  readonly userId?: string
  readonly sdkAppId?: number
  /** In a body alone: what it says as RoomId. */
  readonly roomId?: string
  /** What it names, and no user or app can be called so. */
  readonly unusable?: readonly ('userId' | 'sdkAppId')[]
}

interface Found {
  readonly value: string
  readonly from: 'value' | 'query' | 'body'
  readonly document?: Readonly<Record<string, unknown>>
}

/** So far away from it a name still belongs to it; beside one that has no name itself, only what is very near does. */
const reach = { query: 2_000, body: 2_000, value: 200 } as const
const userNames = { query: 'identifier', body: 'user_?id|identifier', value: 'user_?id|identifier' } as const

/** Reads whose it should be, by the names nearest to it in the text as it was pasted or in one of its views. */
export function identityBeside(found: Found, pasted: string, views: readonly string[]): Identity {
  const userId = find(found, userNames[found.from], { pasted, views })
  const app = find(found, 'sdk_?app_?id', { pasted, views }, 'TLS.sdkappid')
  const roomId = found.from === 'body' ? find(found, 'room_?id', { pasted, views }) : undefined
  return { ...usable(userId, app), ...(roomId === undefined ? {} : { roomId }) }
}

/** A view may have lost what a name is made of, or broken it; so one that agrees with the UserSig goes before the others. */
function find(
  found: Found,
  name: string,
  { pasted, views }: { readonly pasted: string; readonly views: readonly string[] },
  claim = 'TLS.identifier',
): string | undefined {
  const inPasted = nearest(pasted, found, name)
  if (inPasted?.kind === 'json') return jsonText(inPasted.text)
  const claimed = found.document?.[claim]
  const readings = [...views, joinLines(views[0] ?? '')].flatMap((view) => {
    const named = nearest(view, found, name)
    return named === undefined ? [] : [readName(named, claimed)]
  })
  return readings.find((reading) => reading === String(claimed)) ?? readings[0]
}

interface Named {
  readonly text: string
  readonly kind: 'json' | 'query' | 'table' | 'quoted' | 'bare'
}

/** `name=value`, `"name": "value"`, `name: 'value'`, or `"name": "name", "value": "value"`. */
function nearest(view: string, { value, from }: Found, name: string): Named | undefined {
  const at = placeOf(value, view)
  if (at < 0) return undefined
  const start = Math.max(0, at - reach[from])
  const near = view.slice(start, at + value.length + reach[from])
  const separator = `=>|[:=]|,\\s{0,99}["']?value["']?\\s{0,9}:`
  const text = `"((?:[^"\\\\]|\\\\.){0,200})"|'([^']{0,200})'|([^&\\s"#]{0,200})`
  const field = new RegExp(`(?<![\\w.])(?:${name})(["'\`]?)\\s{0,9}(${separator})\\s{0,9}(?:${text})`, 'gi')
  const distance = ({ index }: RegExpExecArray): number => Math.abs(index - (at - start))
  const [best] = [...near.matchAll(field)].sort((one, other) => distance(one) - distance(other))
  return best && readField(best)
}

const maxTries = 100

/** Two of one length begin alike, so all of it is compared, also URL-encoded; the beginning alone where it is in parts. */
function placeOf(value: string, view: string): number {
  const begin = /^[A-Za-z0-9]{0,16}/.exec(value)?.[0] ?? ''
  if (begin === '') return view.indexOf(value)
  let at = view.indexOf(begin)
  for (let tries = 0; at >= 0 && tries < maxTries; tries++) {
    const here = view.slice(at, at + 5 * value.length)
    if (here.startsWith(value) || urlDecoded(urlDecoded(here)).startsWith(value)) return at
    at = view.indexOf(begin, at + 1)
  }
  return view.indexOf(value.slice(0, 16))
}

function readField([, quote, separator = '', double, single, bare = '']: RegExpExecArray): Named | undefined {
  const text = double ?? single ?? bare
  if (/^[$<{[]/.test(text)) return undefined // a placeholder
  if (separator.startsWith(',')) return { text, kind: 'table' }
  if (double !== undefined) return { text, kind: quote === '"' ? 'json' : 'quoted' }
  return { text, kind: single !== undefined ? 'quoted' : separator === '=' ? 'query' : 'bare' }
}

/** Undoes what its place makes of a name. Where that cannot be known, what agrees with the UserSig is taken. */
function readName({ text, kind }: Named, claimed: unknown): string {
  // A single quote can end what is quoted, and can be part of a name.
  const word = /^[^',;})]*/.exec(text)?.[0] ?? ''
  const readings = {
    json: [jsonText(text)],
    query: [word, text].map((each) => urlDecoded(each.replaceAll('+', ' '))),
    table: [text, urlDecoded(text)],
    quoted: [text],
    bare: [word, text],
  }[kind]
  if (typeof claimed !== 'string') return readings[0] ?? text
  const agrees = readings.some((reading) => reading === claimed || reading === plainText(claimed))
  return agrees ? claimed : (readings[0] ?? text)
}

function jsonText(literal: string): string {
  try {
    return JSON.parse(`"${literal}"`)
  } catch {
    return literal
  }
}

function usable(userId: string | undefined, app: string | undefined): Identity {
  const sdkAppId = app !== undefined && /^\d{1,10}$/.test(app) ? Number(app) : 0
  const isApp = sdkAppId >= 1 && sdkAppId <= 0xffff_ffff
  const isUser = userId !== undefined && userId !== '' && Buffer.byteLength(userId) <= 32 && !/\p{Cc}/u.test(userId)
  const unusable = [
    ...(userId !== undefined && !isUser ? (['userId'] as const) : []),
    ...(app !== undefined && !isApp ? (['sdkAppId'] as const) : []),
  ]
  return {
    ...(isUser ? { userId } : {}),
    ...(isApp ? { sdkAppId } : {}),
    ...(unusable.length > 0 ? { unusable } : {}),
  }
}
