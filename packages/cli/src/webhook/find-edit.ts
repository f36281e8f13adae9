type Edit = readonly [words: string, undo: (text: string) => string]

/** What editors, shells and viewers do to a saved body, in the order in which it has to be undone. */
const edits: readonly Edit[] = [
  ['without the byte order mark at the beginning', (text) => text.replace(/^\ufeff/, '')],
  ['with LF instead of CRLF', (text) => text.replaceAll('\r\n', '\n')],
  ['without the newline at the end', (text) => text.replace(/(?:\r\n|\r|\n)$/, '')],
  ['without the white space around the body', (text) => text.replace(/^[ \t\r\n]+/, '').trimEnd()],
  ['with a newline at the end', (text) => `${text}\n`],
  ['with the JSON on one line', compact],
]

/** All sets of edits, the smallest first. */
const combinations: readonly (readonly Edit[])[] = Array.from({ length: 2 ** edits.length }, (_, bits) =>
  edits.filter((_, index) => (bits >> index) & 1),
).sort((one, other) => one.length - other.length)

/**
 * Finds the edits after which the signature does not match a saved body, as words for a hint. Undefined if no edit explains it.
 *
 * @param verify Throws the `WebhookError` of a body.
 */
export function findEdit(body: Uint8Array, verify: (body: Uint8Array) => unknown): string | undefined {
  const [first, second] = body
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8'
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(body)
  const found = combinations.find((combination) => {
    const original = combination.reduce((edited, [, undo]) => undo(edited), text)
    return (original !== text || encoding !== 'utf-8') && isSigned(() => verify(new TextEncoder().encode(original)))
  })
  if (found === undefined) return undefined
  const words = [...(encoding === 'utf-8' ? [] : ['in UTF-8']), ...found.map(([words]) => words)]
  return `the signature matches ${words.join(' and ')}`
}

/** The age and the content are checked after the signature. */
function isSigned(verify: () => unknown): boolean {
  try {
    verify()
    return true
  } catch (error) {
    const { reason } = error as { readonly reason?: unknown }
    return reason === 'stale' || reason === 'other-app' || reason === 'malformed'
  }
}

function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text
  }
}
