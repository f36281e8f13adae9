/** What editors, shells and viewers do to a saved body, and how to undo it. */
const edits: readonly { readonly what: string; readonly undo: (text: string) => string }[] = [
  { what: 'the signature fits without the newline at the end of the body', undo: (text) => text.replace(/\r?\n$/, '') },
  { what: 'the signature fits with a newline at the end of the body', undo: (text) => `${text}\n` },
  {
    what: 'the signature fits without the byte order mark at the beginning',
    undo: (text) => text.replace(/^\ufeff/, ''),
  },
  { what: 'the signature fits with plain newlines in place of CRLF', undo: (text) => text.replaceAll('\r\n', '\n') },
  { what: 'the signature fits when the JSON is on one line: something has formatted it', undo: compact },
]

/** Which edit of the body keeps the signature from fitting, in words; undefined where none of them does. */
export function findEdit(body: Uint8Array, verify: (body: Uint8Array) => unknown): string | undefined {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body)
  return edits.find(({ undo }) => {
    const original = undo(text)
    return original !== text && isVerified(() => verify(new TextEncoder().encode(original)))
  })?.what
}

function isVerified(verify: () => unknown): boolean {
  try {
    verify()
    return true
  } catch {
    return false
  }
}

function compact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text
  }
}
