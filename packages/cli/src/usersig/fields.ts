import { urlDecoded } from './plain-text.ts'

const label =
  /(user[_-]?sig|private[_-]?map[_-]?key)["'`]*\s*(?:=>|[:=]|,\s*["']?value["']?\s*:)\s*(?:[\w.]{1,20}\()?["'`(]*$/i

/** The name of the field that a value at this index has, and whether it is a parameter of a query. */
export function labelBefore(text: string, index: number): { readonly field: string; readonly isQuery: boolean } {
  const before = text.slice(Math.max(0, index - 60), index)
  const field = label.exec(before)?.[1]?.toLowerCase().replace(/[_-]/g, '') ?? ''
  return { field, isQuery: /(?:^|[?&;\s"'])usersig=$/i.test(before) }
}

interface Value {
  readonly value: string
  readonly field: string
  readonly isQuery: boolean
  readonly separator: string
}

/** What has such a name before it, whatever it is made of. Lengths are bounded, so that this takes linear time. */
const labelled =
  /(?:user[_-]?sig|private[_-]?map[_-]?key)(["'`]*\s{0,9}[:=]\s{0,9}["'`]*)([A-Za-z0-9][\w*+/=%-]{19,8192})/gi

function labelledValues(text: string): Value[] {
  return [...text.matchAll(labelled)].map(({ 0: whole, 1: separator = '', 2: value = '', index }) => {
    return { value, separator, ...labelBefore(text, index + whole.length - value.length) }
  })
}

/** A value under the wanted name; asked for where none of that name can be unpacked. */
export function damagedField(text: string, wanted: string): { value: string; from: 'query' | 'body' } | undefined {
  const found = labelledValues(text).find(({ field }) => field === wanted)
  return found && { value: found.value, from: found.isQuery ? 'query' : 'body' }
}

/**
 * The value as it was sent, where the receiver does not undo its URL encoding: a query or a form is decoded once, the string of
 * a JSON body not at all.
 */
export function wronglyEncoded(
  text: string,
  { value, field, decodings }: { readonly value: string; readonly field: string; readonly decodings: number },
): string | undefined {
  if (decodings === 0 || field === '') return undefined
  return labelledValues(text).find((sent) => {
    const undoneByReceiver = sent.separator === '=' ? 1 : 0
    return sent.field === field && decodings > undoneByReceiver && decoded(sent.value, decodings).startsWith(value)
  })?.value
}

function decoded(text: string, times: number): string {
  return times === 0 ? text : decoded(urlDecoded(text), times - 1)
}
