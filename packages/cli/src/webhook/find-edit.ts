interface Edit {
  readonly what: string
  readonly undo: (text: string) => string
}

/** What editors, shells and viewers do to a saved body, and how to undo it; in the order in which it has to be undone. */
const edits: readonly Edit[] = [
  { what: 'without the byte order mark at the beginning', undo: (text) => text.replace(/^\ufeff/, '') },
  { what: 'with plain newlines in place of CRLF', undo: (text) => text.replaceAll('\r\n', '\n') },
  { what: 'without the newline at the end of the body', undo: (text) => text.replace(/(?:\r\n|\r|\n)$/, '') },
  { what: 'without the white space around the body', undo: (text) => text.replace(/^[ \t\r\n]+/, '').trimEnd() },
  { what: 'with a newline at the end of the body', undo: (text) => `${text}\n` },
  { what: 'when the JSON is on one line: something has formatted it', undo: compact },
]

/**
 * Which edits of the body keep the signature from fitting, in words; undefined where none of them does. It is only a hint: the
 * verdict is about the bytes that were given, so no edit makes them good.
 */
export function findEdit(body: Uint8Array, verify: (body: Uint8Array) => unknown): string | undefined {
  const text = new TextDecoder(encodingOf(body), { ignoreBOM: true }).decode(body)
  const tried = combinations.flatMap((combination) => {
    const original = combination.reduce((edited, { undo }) => undo(edited), text)
    return original === text && encodingOf(body) === 'utf-8' ? [] : [{ combination, original }]
  })
  const found = tried.find(({ original }) => fits(() => verify(new TextEncoder().encode(original))))
  if (found === undefined) return undefined
  const words = [...(encodingOf(body) === 'utf-8' ? [] : ['in UTF-8']), ...found.combination.map(({ what }) => what)]
  return `the signature fits ${words.join(' and ')}`
}

/** Every set of the edits, the smallest first. */
const combinations: readonly (readonly Edit[])[] = Array.from({ length: 2 ** edits.length }, (_, bits) =>
  edits.filter((_, index) => (bits >> index) & 1),
).sort((one, other) => one.length - other.length)

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' {
  return first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8'
}

/** The signature is checked before the age and the content: what is refused for those has a signature that fits. */
function fits(verify: () => unknown): boolean {
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
