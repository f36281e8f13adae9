import { decodeUrl } from './unescape.ts'

const label =
  /(user[_-]?sig|private[_-]?map[_-]?key)["'`]*\s*(?:=>|[:=]|,\s*["']?value["']?\s*:)\s*(?:[\w.]{1,20}\()?["'`(]*$/i

/** The name before a value, in lower case without separators, and whether it is a query parameter. */
export interface Label {
  /** Empty if there is none. */
  readonly field: string
  readonly isQuery: boolean
}

export function labelBefore(text: string, index: number): Label {
  const before = text.slice(Math.max(0, index - 60), index)
  const field = label.exec(before)?.[1]?.toLowerCase().replace(/[_-]/g, '') ?? ''
  return { field, isQuery: /(?:^|[?&;\s"'])usersig=$/i.test(before) }
}

interface LabelledValue extends Label {
  readonly value: string
  readonly separator: string
}

/** A name and a value of any content. The lengths are bounded, so that the search takes linear time. */
const labelled =
  /(?:user[_-]?sig|private[_-]?map[_-]?key)(["'`]*\s{0,9}[:=]\s{0,9}["'`]*)([A-Za-z0-9][\w*+/=%-]{19,8192})/gi

function labelledValues(text: string): LabelledValue[] {
  return [...text.matchAll(labelled)].map(({ 0: whole, 1: separator = '', 2: value = '', index }) => {
    return { value, separator, ...labelBefore(text, index + whole.length - value.length) }
  })
}

/** Finds a value by its name alone, for a field whose value cannot be decoded. */
export function findDamagedField(text: string, wanted: string): { value: string; from: 'query' | 'body' } | undefined {
  const found = labelledValues(text).find(({ field }) => field === wanted)
  return found && { value: found.value, from: found.isQuery ? 'query' : 'body' }
}

/**
 * Returns a value with its URL encoding, if the receiver does not undo all of it: servers decode a query or a form once, and the
 * string of a JSON body not at all.
 */
export function findOverEncoded(
  text: string,
  { value, field, decodings }: { readonly value: string; readonly field: string; readonly decodings: number },
): string | undefined {
  if (decodings === 0 || field === '') return undefined
  const decode = (sent: string): string => (decodings === 1 ? decodeUrl(sent) : decodeUrl(decodeUrl(sent)))
  return labelledValues(text).find((sent) => {
    const decodedByReceiver = sent.separator === '=' ? 1 : 0
    return sent.field === field && decodings > decodedByReceiver && decode(sent.value).startsWith(value)
  })?.value
}
