import { decodeUrl } from './unescape.ts'

/** The name before a value. */
export interface Label {
  /** In lower case without separators; empty if there is none. */
  readonly field: string
  /** The value stands alone or in other text, in the query of a URL, or in a named field. */
  readonly from: 'value' | 'query' | 'body'
}

const name = '(?:user[_-]?sig|private[_-]?map[_-]?key)'
const labelAtEnd = new RegExp(
  `(${name})["'\`]*\\s*(?:=>|[:=]|,\\s*["']?value["']?\\s*:)\\s*(?:[\\w.]{1,20}\\()?["'\`(]*$`,
  'i',
)

export function labelBefore(text: string, index: number): Label {
  const before = text.slice(Math.max(0, index - 60), index)
  const field = labelAtEnd.exec(before)?.[1]?.toLowerCase().replace(/[_-]/g, '') ?? ''
  const isQuery = /(?:^|[?&;\s"'])usersig=$/i.test(before)
  return { field, from: isQuery ? 'query' : field === '' ? 'value' : 'body' }
}

interface LabelledValue extends Label {
  readonly value: string
  readonly separator: string
}

/** The lengths are bounded, so that the search takes linear time. */
const labelled = new RegExp(`${name}(["'\`]*\\s{0,9}[:=]\\s{0,9}["'\`]*)([A-Za-z0-9][\\w*+/=%-]{19,8192})`, 'gi')

/** Values with a name, of any content. */
export function findLabelledValues(text: string): LabelledValue[] {
  return [...text.matchAll(labelled)].map(({ 0: whole, 1: separator = '', 2: value = '', index }) => {
    return { value, separator, ...labelBefore(text, index + whole.length - value.length) }
  })
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
  return findLabelledValues(text).find((sent) => {
    const decodedByReceiver = sent.separator === '=' ? 1 : 0
    return sent.field === field && decodings > decodedByReceiver && decode(sent.value).startsWith(value)
  })?.value
}
