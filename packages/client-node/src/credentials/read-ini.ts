/** What is under one `[section]`. */
interface IniSection {
  /** Keys in lower case. */
  readonly values: ReadonlyMap<string, string>
  /** What is wrong with it, naming a line by its number alone: it may hold a key. */
  readonly fault?: string
}

/** The sections of a file, and what is wrong outside of all of them. */
export interface Ini {
  readonly sections: ReadonlyMap<string, IniSection>
  readonly fault?: string
}

interface OpenSection {
  readonly values: Map<string, string>
  fault?: string
}

/**
 * The simple INI that the vendor's SDKs share: sections, `key = value`, quotes around a value left off. A comment begins with
 * `;` or `#`, at the beginning of a line or after white space. Never throws: a fault in one section does not concern the others.
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
    // What follows a broken header is not of the section before it.
    if (content.startsWith('[')) current = outside
    const why = current === outside ? notInSection : addPair(current.values, content)
    if (why !== undefined) current.fault ??= `line ${index + 1} ${why}`
  }
  return outside.fault === undefined ? { sections } : { sections, fault: outside.fault }
}

const notInSection = 'is neither a [section] nor a "key = value" in one'

/** What is wrong with a line, as it ends "line 3". */
function addPair(values: Map<string, string>, content: string): string | undefined {
  const [, name, value = ''] = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(content) ?? []
  if (name === undefined) return notInSection
  const key = name.toLowerCase()
  // One of two could be the other half of another pair.
  if (values.has(key)) return `sets ${key} a second time in its section`
  values.set(key, unquoted(value))
  return undefined
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value
}
