/**
 * Text from outside (the vendor's reasons, a socket's message) may repeat what we sent. What we sent has secrets in it: a
 * UserSig, a key, the query of a stream's URL. So such text passes through here before it enters an error.
 */
const sliceLength = 12
const mask = '***'

/** Masks every stretch of `text` that shares twelve characters in a row with a secret, in any of the spellings below. */
export function redact(text: string, secrets: Iterable<string>): string {
  const slices = new Set<string>()
  const short: string[] = []
  for (const secret of secrets) {
    for (const spelling of spellings(secret)) {
      if (spelling.length < sliceLength) short.push(spelling)
      for (let at = 0; at + sliceLength <= spelling.length; at++) slices.add(spelling.slice(at, at + sliceLength))
    }
  }
  let result = maskSlices(text, slices)
  for (const secret of short) if (secret !== '') result = result.replaceAll(secret, mask)
  return result
}

function maskSlices(text: string, slices: ReadonlySet<string>): string {
  if (slices.size === 0) return text
  let result = ''
  let maskedTo = 0
  for (let at = 0; at < text.length; at++) {
    if (slices.has(text.slice(at, at + sliceLength))) {
      if (at >= maskedTo) result += mask
      maskedTo = at + sliceLength
    }
    if (at >= maskedTo) result += text[at]
  }
  return result
}

/** As it is, as a URL carries it, as JSON carries it. */
function spellings(secret: string): string[] {
  return [...new Set([secret, encodeURIComponent(secret.toWellFormed()), JSON.stringify(secret).slice(1, -1)])]
}

/** Keeps what tells network failures apart, and nothing that could hold an address with a query. */
export function safeCause(error: unknown, secrets: Iterable<string>): Error | undefined {
  if (!(error instanceof Error)) return undefined
  const cause = new Error(redact(error.message, secrets))
  cause.name = error.name
  const code = codeOf(error)
  if (code !== undefined) Object.assign(cause, { code })
  return cause
}

/** The `code` of a system error, also where fetch hid it in the cause. */
export function codeOf(error: unknown): string | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 4; current = current.cause, depth++) {
    if ('code' in current && typeof current.code === 'string') return current.code
  }
  return undefined
}
