import { type DecodedUserSig, decodeUserSigAt } from './decode-user-sig.ts'
import { findLabelledValues, findOverEncoded, type Label, labelBefore } from './field-labels.ts'
import { type RequestFields, readRequestFields } from './request-fields.ts'
import { decodeUrl, joinLines, unescapeText } from './unescape.ts'

/** A UserSig or PrivateMapKey in pasted text, and the user and app that the request around it names. */
export interface FoundUserSig extends RequestFields, Pick<Label, 'from'> {
  readonly value: string
  /** The number of different ones, if there are several. */
  readonly outOf?: number
  /** The line of this one, if there are several and it stands on one line. */
  readonly line?: number
  /** What had to be undone to read it, if the vendor refuses a request that contains it like this. */
  readonly undone?: readonly ('line breaks' | 'URL encoding')[]
}

export type FieldName = 'UserSig' | 'PrivateMapKey'

interface Candidate extends DecodedUserSig, Label {
  /** How often URL encoding was undone. */
  readonly decodings: number
}

/** The first characters of zlib data in base64. */
const start = 'e(?:A[E-H]|F[4-7]|J[w-z]|N[o-r])'
const maxStarts = 1_000

/**
 * Finds a UserSig anywhere in a text, by its content. A field of the wanted name comes first even if its value cannot be decoded,
 * so that the verdict is never about another field.
 */
export function findUserSig(pasted: string, name: FieldName = 'UserSig'): FoundUserSig | undefined {
  const views = viewsOf(pasted)
  const texts = views.map(({ text }) => text)
  const plain = texts[0] ?? ''
  const candidates = views.flatMap(({ text, decodings }) => findCandidates(text, decodings))
  const wanted = name.toLowerCase()
  const named = candidates.find(({ field }) => field === wanted)
  const damaged = named === undefined ? findLabelledValues(plain).find(({ field }) => field === wanted) : undefined
  if (damaged !== undefined) {
    const { value, from } = damaged
    return { value, from, ...readRequestFields({ value, from }, pasted, texts) }
  }
  const chosen = named ?? candidates[0]
  if (chosen === undefined) return findLookalike(plain)
  const { value, from } = chosen
  const outOf = new Set(candidates.map((candidate) => candidate.value)).size
  return {
    value: findOverEncoded(plain, chosen) ?? value,
    from,
    ...readRequestFields(chosen, pasted, texts),
    ...(outOf > 1 ? { outOf, ...lineOf(value, pasted) } : {}),
    ...undoneOf(chosen),
  }
}

/** The text without escaping, also with its URL encoding undone once and twice, and with its lines joined. */
function viewsOf(pasted: string): readonly { readonly text: string; readonly decodings: number }[] {
  const plain = unescapeText(pasted).trim()
  const once = decodeUrl(plain)
  const twice = decodeUrl(once)
  return [
    { text: plain, decodings: 0 },
    ...(once === plain ? [] : [{ text: once, decodings: 1 }]),
    ...(twice === once ? [] : [{ text: twice, decodings: 2 }]),
    { text: joinLines(plain), decodings: 0 },
  ]
}

function findCandidates(text: string, decodings: number): Candidate[] {
  const found: Candidate[] = []
  let tries = 0
  for (const { index } of text.matchAll(new RegExp(`(?<![A-Za-z0-9])${start}`, 'g'))) {
    if (tries++ === maxStarts) break
    const decoded = decodeUserSigAt(text, index)
    if (decoded !== undefined) found.push({ ...decoded, ...labelBefore(text, index), decodings })
  }
  return found
}

/** A word that begins like a UserSig or consists of its characters, so that the inspection can say what is wrong with it. */
function findLookalike(plain: string): FoundUserSig | undefined {
  const value =
    new RegExp(`(?<![A-Za-z0-9])(?:${start}|eyJUTFMu)[\\w*+/=%-]{97,}`).exec(plain)?.[0] ??
    /^(?![\da-fA-F]+$)[\w*+/=%-]{100,8193}$/.exec(plain)?.[0]
  return value === undefined ? undefined : { value, from: 'value' }
}

function lineOf(value: string, pasted: string): { readonly line?: number } {
  const at = pasted.indexOf(value)
  return at < 0 ? {} : { line: pasted.slice(0, at).split('\n').length }
}

function undoneOf({ isSplit, decodings, from }: Candidate): Pick<FoundUserSig, 'undone'> {
  const undone = [
    ...(isSplit ? (['line breaks'] as const) : []),
    ...(decodings > 0 && from !== 'query' ? (['URL encoding'] as const) : []),
  ]
  return undone.length > 0 ? { undone } : {}
}
