/** What was found under a `[section]`; keys in lower case. */
export type IniSections = ReadonlyMap<string, ReadonlyMap<string, string>>

/**
 * The simple INI that the vendor's SDKs share: sections, `key = value`, comments that begin a line with `;` or `#`, quotes
 * around a value left off.
 *
 * @throws SyntaxError naming the line by its number alone: it may hold a key.
 */
export function readIni(text: string): IniSections {
  const sections = new Map<string, Map<string, string>>()
  let current: Map<string, string> | undefined
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const content = line.trim()
    if (content === '' || content.startsWith(';') || content.startsWith('#')) continue
    const section = /^\[([^\]]+)\]$/.exec(content)?.[1]?.trim()
    if (section !== undefined) {
      current = sections.get(section) ?? new Map()
      sections.set(section, current)
      continue
    }
    const pair = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(content)
    if (pair === null || current === undefined) {
      throw new SyntaxError(`line ${index + 1} is neither a [section] nor a "key = value" in one`)
    }
    current.set((pair[1] as string).toLowerCase(), unquoted(pair[2] as string))
  }
  return sections
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value
}
