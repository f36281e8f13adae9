/** What HTML makes of the characters that matter here. */
const entities: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' }

/**
 * Text as it was before a shell, a log or a page escaped it: without the carets of cmd.exe, the backslashes of JSON and of
 * double quotes, the backticks of PowerShell, HTML entities, and characters that nobody sees. None of them is part of a UserSig.
 */
export function plainText(pasted: string): string {
  return pasted
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replaceAll('\u00a0', ' ')
    .replace(/\^(\r?\n\s*|.)/g, '$1')
    .replace(/`(["'`])/g, '$1')
    .replace(/\\+u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\+(["'/&])/g, '$1')
    .replace(/&(amp|quot|apos|lt|gt);/g, (_, name: string) => entities[name] ?? '')
    .replace(/&#(?:39|x27);/gi, "'")
    .replace(/&#(?:34|x22);/gi, '"')
    .trim()
}
