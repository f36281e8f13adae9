import { isInputError } from '../input-error.ts'
import { base64 } from '../signing/base64.ts'
import { utf8 } from '../signing/utf8.ts'

/**
 * Text from outside (the vendor's reasons, a socket's message) may repeat what we sent. What we sent has secrets in it: a
 * UserSig, a key, the query of a stream's URL. So such text passes through here before it enters an error.
 */
const sliceLength = 12
const mask = '***'
/** A whole page in a message helps nobody, and to search megabytes takes seconds. */
const longestText = 4_000
/** Signatures, keys and URLs of one request have a few thousand characters. To look for megabytes of them takes seconds. */
const mostSecretText = 32_000

/**
 * Masks every stretch of `text` that shares twelve characters in a row with a secret, in any of the spellings below, and
 * replaces control characters by spaces. Of more than `longest` characters the beginning is kept. With more than 32,000
 * characters of secrets, all of the text is masked.
 */
export function redact(text: string, secrets: readonly string[], longest: number = longestText): string {
  if (text === '') return text
  if (secrets.reduce((sum, { length }) => sum + length, 0) > mostSecretText) return mask
  const shown = masked(text.length > longest ? text.slice(0, longest) : text, secrets).replace(controls, ' ')
  return text.length > longest ? `${shown}…` : shown
}

/** Control and formatting characters, which can move a terminal's cursor, break a log's line or turn text around. */
const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

function masked(text: string, secrets: readonly string[]): string {
  const inText = new Set(slicesOf(text))
  const shared = new Set<string>()
  const short: string[] = []
  for (const secret of secrets) {
    const spelled = spellings(secret)
    for (const spelling of spelled) if (spelling.length < sliceLength) short.push(spelling)
    if (inText.size === 0) continue
    for (const spelling of [...spelled, ...new Set(spelled.flatMap(base64Spellings))]) {
      for (let at = 0; at + sliceLength <= spelling.length; at++) {
        const slice = spelling.slice(at, at + sliceLength)
        if (inText.has(slice)) shared.add(slice)
      }
    }
  }
  let result = maskSlices(text, shared)
  for (const secret of short) if (secret !== '') result = result.replaceAll(secret, mask)
  return result
}

function slicesOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - sliceLength + 1) }, (_, at) => text.slice(at, at + sliceLength))
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

/**
 * As base64 carries it, in the three alphabets in use. What comes before it in the text shifts it by 0, 1 or 2 bytes; the
 * digits at its ends, which hold bits of its neighbours, are left out.
 */
function base64Spellings(spelling: string): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const bytes = utf8(' '.repeat(shift) + spelling)
    const digits = base64(bytes).slice(Math.ceil((shift * 8) / 6), Math.floor((bytes.length * 8) / 6))
    const url = digits.replaceAll('+', '-').replaceAll('/', '_')
    const vendor = digits.replaceAll('+', '*').replaceAll('/', '-')
    return [digits, url, vendor]
  })
}

/** Keeps what tells network failures apart, and nothing that could hold an address with a query. */
export function safeCause(error: unknown, secrets: readonly string[]): Error | undefined {
  if (!(error instanceof Error)) return undefined
  if (isInputError(error)) return error // it contains no secret
  // Bun's fetch puts the whole URL into its message.
  const cause = new Error(redact(error.message.replace(/\bhttps?:\/\/[^\s"')]+/g, mask), secrets))
  cause.name = redact(error.name, secrets, 128)
  const code = codeOf(error)
  if (code !== undefined) Object.assign(cause, { code })
  return cause
}

/** The `code` of a system error, also where fetch hid it in the cause. */
export function codeOf(error: unknown): string | undefined {
  return findText(error, 'code')
}

/** Which system call failed. */
export function syscallOf(error: unknown): string | undefined {
  return findText(error, 'syscall')
}

/** A code of somebody's fetch that has another form is no code: it would go into messages. */
const codeForm = /^\w{1,48}$/

function findText(error: unknown, name: string): string | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 4; current = current.cause, depth++) {
    const value = (current as unknown as Readonly<Record<string, unknown>>)[name]
    if (typeof value === 'string' && codeForm.test(value)) return value
  }
  return undefined
}
