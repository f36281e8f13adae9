/** The named HTML entities of characters that occur in UserSigs, URLs and quotes. */
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  ast: '*',
  lowbar: '_',
  equals: '=',
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals colour text with it.
const terminalColour = /\u001b\[[\d;]*[A-Za-z]/g
const inlineTag = /<\/?(?:wbr|br|span|b|em|i|mark|code)\b[^<>]{0,200}>/gi

/**
 * Undoes the escaping of shells, logs and pages: carets of cmd.exe, backslashes of JSON, bash and Markdown, backticks of PowerShell,
 * HTML entities, colours and invisible characters. None of these characters is part of a UserSig.
 */
export function unescapeText(pasted: string): string {
  return joinSoftBreaks(pasted)
    .replace(terminalColour, '')
    .replace(inlineTag, '')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replaceAll('\u00a0', ' ')
    .replace(/\^(\r?\n|.)/g, '$1')
    .replaceAll('%%', '%')
    .replace(/`(["'`$])/g, '$1')
    .replace(/\\+(?:u([\da-f]{4})|x([\da-f]{2}))/gi, (_, long?: string, short?: string) => character(16, long ?? short))
    .replace(/\\+[rnt]/g, '\n')
    .replace(/\\+([^A-Za-z0-9\s])/g, '$1')
    .replace(/&#x([\da-f]{2,4});/gi, (_, code: string) => character(16, code))
    .replace(/&#(\d{2,5});/g, (_, code: string) => character(10, code))
    .replace(/&([a-z]{2,6});/g, (whole, name: string) => entities[name] ?? whole)
}

/** Undoes quoted-printable, as in the source of a mail. Without its soft line breaks, `=3D` is ordinary text. */
function joinSoftBreaks(text: string): string {
  return /=\r?\n/.test(text) ? text.replace(/=\r?\n/g, '').replaceAll('=3D', '=') : text
}

function character(base: number, code = ''): string {
  return String.fromCharCode(Number.parseInt(code, base))
}

/** Joins lines, without their indents and quotation marks (`> `). */
export function joinLines(text: string): string {
  const lines = text.split(/\r\n|[\r\n\u2028]/)
  return lines.map((line) => line.trim().replace(/^[> ]+/, '')).join('')
}

/** Decodes URL encoding, and leaves invalid escapes as they are. */
export function decodeUrl(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes)
    } catch {
      return escapes
    }
  })
}
