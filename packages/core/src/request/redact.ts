import { isInputError } from '../input-error.ts'
import { base64 } from '../signing/base64.ts'
import { utf8 } from '../signing/utf8.ts'

// Text from outside (the vendor's reasons, the message of a socket) may repeat the request, and with it a UserSig, a key or the
// query of a stream's URL. All such text is redacted before it enters an error.

const sliceLength = 12
const mask = '***'
/** A whole page in a message is of no use, and searching megabytes takes seconds. */
const maxTextLength = 4_000
/** The secrets of one request have a few thousand characters. Searching for megabytes takes seconds. */
const maxSecretLength = 32_000

/**
 * Masks every part of `text` that shares twelve characters in a row with a secret, in any of the encodings below, and replaces
 * control characters by spaces. Text beyond `maxLength` characters is cut off. With more than 32,000 characters of secrets,
 * all of the text is masked.
 */
export function redact(text: string, secrets: readonly string[], maxLength: number = maxTextLength): string {
  if (text === '') return text
  if (secrets.reduce((sum, { length }) => sum + length, 0) > maxSecretLength) return mask
  const shown = masked(text.length > maxLength ? text.slice(0, maxLength) : text, secrets).replace(controls, ' ')
  return text.length > maxLength ? `${shown}…` : shown
}

/** Control and formatting characters, which can move a terminal's cursor, break a log line or reverse text. */
const controls = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

function masked(text: string, secrets: readonly string[]): string {
  const inText = new Set(slicesOf(text))
  const shared = new Set<string>()
  const short: string[] = []
  for (const secret of secrets) {
    const encoded = encodings(secret)
    for (const encoding of encoded) if (encoding.length < sliceLength) short.push(encoding)
    if (inText.size === 0) continue
    for (const encoding of [...encoded, ...new Set(encoded.flatMap(base64Encodings))]) {
      for (let at = 0; at + sliceLength <= encoding.length; at++) {
        const slice = encoding.slice(at, at + sliceLength)
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

/** The secret as it is, URL-encoded, and as JSON. */
function encodings(secret: string): string[] {
  return [...new Set([secret, encodeURIComponent(secret.toWellFormed()), JSON.stringify(secret).slice(1, -1)])]
}

/**
 * The text in base64, in the three alphabets in use and at the three possible offsets. The digits at its ends are left out,
 * because they contain bits of the neighbouring bytes.
 */
function base64Encodings(text: string): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const bytes = utf8(' '.repeat(shift) + text)
    const digits = base64(bytes).slice(Math.ceil((shift * 8) / 6), Math.floor((bytes.length * 8) / 6))
    const url = digits.replaceAll('+', '-').replaceAll('/', '_')
    const vendor = digits.replaceAll('+', '*').replaceAll('/', '-')
    return [digits, url, vendor]
  })
}

/** A copy of an error with its name, message and code, redacted and without URLs. An `InputError` is kept as it is. */
export function safeCause(error: unknown, secrets: readonly string[]): Error | undefined {
  if (!(error instanceof Error)) return undefined
  if (isInputError(error)) return error // it contains no secret
  // Bun's fetch puts the whole URL into its message.
  // biome-ignore lint/plugin: this masks and decides nothing
  const message = error.message.replace(/\bhttps?:\/\/[^\s"')]+/g, mask)
  const cause = new Error(redact(message, secrets))
  cause.name = redact(error.name, secrets, 128)
  const code = codeOf(error)
  if (code !== undefined) Object.assign(cause, { code })
  return cause
}

/** The `code` of a system error, also from the causes, where fetch has it. */
export function codeOf(error: unknown): string | undefined {
  return findText(error, 'code')
}

/** The system call that failed. */
export function syscallOf(error: unknown): string | undefined {
  return findText(error, 'syscall')
}

/** Codes of another form are ignored, because codes are shown in messages. */
const codeForm = /^\w{1,48}$/

function findText(error: unknown, name: string): string | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 4; current = current.cause, depth++) {
    const value = (current as unknown as Readonly<Record<string, unknown>>)[name]
    if (typeof value === 'string' && codeForm.test(value)) return value
  }
  return undefined
}
