/** The contents of one `[section]`. */
interface IniSection {
  /** Keys in lower case. */
  readonly values: ReadonlyMap<string, string>
  /** The first mistake. It names only the number of the line, which may contain a key. */
  readonly fault?: string
}

/** The sections of a file, and the first mistake outside of them. */
export interface Ini {
  readonly sections: ReadonlyMap<string, IniSection>
  readonly fault?: string
}

interface OpenSection {
  readonly values: Map<string, string>
  fault?: string
}

/**
 * Parses the simple INI of the vendor's SDKs: sections, `key = value`, optional quotes around a value. A comment starts with `;`
 * or `#` at the start of a line or after white space. Never throws: a mistake in one section does not affect the others.
 */
export function readIni(text: string): Ini {
  const sections = new Map<string, OpenSection>()
  const outside: OpenSection = { values: new Map() }
  let current = outside
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const content = line.replace(/(^|\s)[;#].*/, '').trim()
    if (content === '') continue
    const name = /^\[([^\]]+)\]$/.exec(content)?.[1]?.trim()
    if (name !== undefined) {
      current = sections.get(name) ?? { values: new Map() }
      sections.set(name, current)
      continue
    }
    // Lines after a broken header do not belong to the section before it.
    if (content.startsWith('[')) current = outside
    const mistake = current === outside ? notInSection : addPair(current.values, content)
    if (mistake !== undefined) current.fault ??= `line ${index + 1} ${mistake}`
  }
  return outside.fault === undefined ? { sections } : { sections, fault: outside.fault }
}

const notInSection = 'is neither a [section] nor a "key = value" in one'

/** Adds a line to the values; returns what is wrong with it, to follow "line 3". */
function addPair(values: Map<string, string>, content: string): string | undefined {
  const [, name, value = ''] = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(content) ?? []
  if (name === undefined) return notInSection
  const key = name.toLowerCase()
  // The second value may belong to another key pair.
  if (values.has(key)) return `sets ${key} again in its section`
  values.set(key, removeQuotes(value))
  return undefined
}

function removeQuotes(value: string): string {
  return /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value
}
