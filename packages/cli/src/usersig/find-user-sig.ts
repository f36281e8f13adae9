import { damagedField, labelBefore, wronglyEncoded } from './fields.ts'
import { type Identity, identityBeside } from './identity-beside.ts'
import { joinLines, plainText, urlDecoded } from './plain-text.ts'
import { type Unpacked, unpackAt } from './unpack-at.ts'

/** A UserSig, and what the request around it says whose it should be. */
export interface FoundUserSig extends Identity {
  readonly value: string
  /** Where it stood: alone or in other text, in the query of a URL, in a named field. */
  readonly from: 'value' | 'query' | 'body'
  /** How many different ones there are, where there are several. */
  readonly outOf?: number
  /** Of this one, where there are several and its line can be told. */
  readonly line?: number
  /** What was undone to read it, where a request that carries it like this is refused. */
  readonly undone?: readonly ('line breaks' | 'URL encoding')[]
}

/** The field that it should have stood in. */
export type FieldName = 'UserSig' | 'PrivateMapKey'

/** A way to read what was pasted. */
interface View {
  readonly text: string
  /** How often its URL encoding was undone. */
  readonly decodings: number
}

interface Place extends Unpacked {
  /** The name of the field before it, in small letters; empty where there is none. */
  readonly field: string
  readonly isQuery: boolean
  readonly decodings: number
}

/** Zlib data in base64 begins in one of these ways. Work is bounded, however many there are. */
const starts = /(?<![A-Za-z0-9])e(?:A[E-H]|F[4-7]|J[w-z]|N[o-r])/g
const maxStarts = 1_000

/**
 * Finds a UserSig by what it is made of, wherever it stands. A field of the wanted name goes before any other, also where it
 * cannot be unpacked, so that the verdict is never about another field. Undefined where there is none.
 */
export function findUserSig(pasted: string, name: FieldName = 'UserSig'): FoundUserSig | undefined {
  const views = viewsOf(pasted)
  const texts = views.map(({ text }) => text)
  const plain = texts[0] ?? ''
  const places = views.flatMap((view) => placesIn(view))
  const wanted = name.toLowerCase()
  const named = places.find(({ field }) => field === wanted)
  const damaged = named === undefined ? damagedField(plain, wanted) : undefined
  if (damaged !== undefined) return { ...damaged, ...identityBeside(damaged, pasted, texts) }
  const chosen = named ?? places[0]
  if (chosen === undefined) return anythingLikeIt(plain)
  const { value, document } = chosen
  const from = chosen.isQuery ? 'query' : chosen.field === '' ? 'value' : 'body'
  const outOf = new Set(places.map((place) => place.value)).size
  return {
    value: wronglyEncoded(plain, chosen) ?? value,
    from,
    ...identityBeside({ value, from, document }, pasted, texts),
    ...(outOf > 1 ? { outOf, ...lineOf(value, pasted) } : {}),
    ...undoneIn(chosen),
  }
}

function viewsOf(pasted: string): readonly View[] {
  const plain = plainText(pasted).trim()
  const once = urlDecoded(plain)
  const twice = urlDecoded(once)
  return [
    { text: plain, decodings: 0 },
    ...(once === plain ? [] : [{ text: once, decodings: 1 }]),
    ...(twice === once ? [] : [{ text: twice, decodings: 2 }]),
    { text: joinLines(plain), decodings: 0 },
  ]
}

function placesIn({ text, decodings }: View): Place[] {
  const found: Place[] = []
  let tried = 0
  for (const { index } of text.matchAll(starts)) {
    if (tried++ === maxStarts) break
    const unpacked = unpackAt(text, index)
    if (unpacked !== undefined) found.push({ ...unpacked, ...labelBefore(text, index), decodings })
  }
  return found
}

/** A word that begins or looks like one, so that what is wrong with it can be said. */
function anythingLikeIt(plain: string): FoundUserSig | undefined {
  const begun =
    /(?<![A-Za-z0-9])(?:e(?:A[E-H]|F[4-7]|J[w-z]|N[o-r])|eyJUTFMu)[\w*+/=%-]{97,}/.exec(plain)?.[0] ??
    (/^(?![\da-fA-F]+$)[\w*+/=%-]{100,8193}$/.test(plain) ? plain : undefined)
  return begun === undefined ? undefined : { value: begun, from: 'value' }
}

function lineOf(value: string, pasted: string): { readonly line?: number } {
  const at = pasted.indexOf(value)
  return at < 0 ? {} : { line: pasted.slice(0, at).split('\n').length }
}

function undoneIn({ isSplit, decodings, isQuery }: Place): Pick<FoundUserSig, 'undone'> {
  const undone = [
    ...(isSplit ? (['line breaks'] as const) : []),
    ...(decodings > 0 && !isQuery ? (['URL encoding'] as const) : []),
  ]
  return undone.length > 0 ? { undone } : {}
}
