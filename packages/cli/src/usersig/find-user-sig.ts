import { plainText } from './plain-text.ts'

/** A UserSig, and what the request around it says whose it should be. */
export interface FoundUserSig {
  readonly value: string
  /** Where it stood: alone or in other text, in the query of a URL, in a field of a body. */
  readonly from: 'value' | 'query' | 'body'
  readonly userId?: string
  readonly sdkAppId?: number
  /** How many different ones there are, where there are several; this is the first. */
  readonly outOf?: number
}

/** Whether a text can be unpacked to the JSON of a UserSig, right or wrong. */
export type CanUnpack = (value: string) => boolean

/** The characters that UserSigs and their escaped and standard forms are made of; zlib data in base64 begins with these. */
const candidates = /e[AFJN][\w*+/=%.-]{40,}/g

/**
 * Finds a UserSig by what it is made of: whatever can be unpacked. What begins like one and cannot be unpacked is taken where
 * nothing else is found, and a single word in any case, so that what is wrong with it can be said.
 *
 * @param name Of the field that goes before others, where several have one.
 */
export function findUserSig(pasted: string, canUnpack: CanUnpack, name = 'UserSig'): FoundUserSig | undefined {
  const text = plainText(pasted)
  // A terminal or a mail program may have wrapped it, and a URL may have been put into another one.
  const found = [text, joinLines(text), text.replace(/(?:%[\da-f]{2})+/gi, unescaped)].map((each) =>
    placesIn(each, canUnpack),
  )
  const places = found.find((list) => list.some(({ isWhole }) => isWhole)) ?? found[0] ?? []
  const whole = places.filter(({ isWhole }) => isWhole)
  const chosen = whole.find(({ field }) => field === name.toLowerCase()) ?? whole[0] ?? places[0]
  if (chosen === undefined) return /^[^\s"'{}:&?,;]{20,}$/.test(text) ? { value: text, from: 'value' } : undefined
  const outOf = new Set(whole.map(({ value }) => value)).size
  return {
    value: chosen.value,
    from: chosen.from,
    ...identityIn(chosen.text, chosen.from),
    ...(outOf > 1 ? { outOf } : {}),
  }
}

function joinLines(text: string): string {
  const lines = text.split(/\r?\n/)
  return lines.map((line) => line.trim().replace(/^>+ ?/, '')).join('')
}

interface Place extends Pick<FoundUserSig, 'value' | 'from'> {
  readonly isWhole: boolean
  /** The name before it, in small letters; empty where there is none. */
  readonly field: string
  readonly text: string
}

function placesIn(text: string, canUnpack: CanUnpack): Place[] {
  return [...text.matchAll(candidates)].map(({ 0: match, index }) => {
    const before = text.slice(Math.max(0, index - 40), index)
    const field =
      /(usersig|privatemapkey)["']?\s*(?:[:=]|%3D|,\s*["']?value["']?\s*:)\s*["']?$/i
        .exec(before)?.[1]
        ?.toLowerCase() ?? ''
    const isQuery = /[?&;\s"'^]usersig=$/i.test(` ${before}`)
    const from = isQuery ? 'query' : field === '' ? 'value' : 'body'
    const value = unescapedValue(match, { isQuery, isAlone: match === text })
    return { value, from, field, text, isWhole: canUnpack(value) }
  })
}

/** A query is unescaped once, as the vendor does it. What was escaped twice is left, so that it is told. */
function unescapedValue(match: string, { isQuery, isAlone }: { isQuery: boolean; isAlone: boolean }): string {
  if (isAlone) return match
  if (!isQuery) return /^[\w*+/=-]*/.exec(match)?.[0] ?? ''
  const once = unescaped(match)
  return once.includes('%') ? match : once
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** Whose it should be: the query names an identifier, a body a UserId. */
function identityIn(text: string, from: FoundUserSig['from']): Pick<FoundUserSig, 'userId' | 'sdkAppId'> {
  const names =
    from === 'query' ? ['identifier'] : from === 'body' ? ['UserId', 'identifier'] : ['identifier', 'UserId']
  const userId = names.map((name) => fieldIn(text, name)).find((value) => value !== undefined)
  const sdkAppId = Number(fieldIn(text, 'SdkAppId'))
  return {
    ...(userId !== undefined && isUserId(userId) ? { userId } : {}),
    ...(sdkAppId >= 1 && sdkAppId <= 0xffff_ffff ? { sdkAppId } : {}),
  }
}

/** `name=value`, `"name": "value"`, `name: 'value'`, or `"key": "name", "value": "value"`. */
function fieldIn(text: string, name: string): string | undefined {
  const value = new RegExp(
    `(?<![\\w.])${name}["']?\\s*(?:[:=]|,\\s*["']?value["']?\\s*:)\\s*(?:"([^"]*)"|'([^']*)'|([^&\\s"',;#}]+))`,
    'i',
  ).exec(text)
  return value === null ? undefined : unescaped(value[1] ?? value[2] ?? value[3] ?? '')
}

function isUserId(userId: string): boolean {
  return userId !== '' && Buffer.byteLength(userId) <= 32 && !/\p{Cc}/u.test(userId)
}
