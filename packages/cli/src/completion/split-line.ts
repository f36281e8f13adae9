/** A command line up to the cursor. */
export interface SplitLine {
  /** The complete words after the program's name, without quotes. */
  readonly words: readonly string[]
  /** The word at the cursor. */
  readonly current: string
}

/** A quoted text that may not be closed yet, an escaped character, or anything but a space. */
const part = /'([^']*)'?|"((?:[^"\\]|\\.)*)\\?"?|\\(.?)|([^\s'"\\]+)/gs

/** Splits words as shells do. Their differences do not matter, because nothing is executed. */
export function splitLine(line: string): SplitLine {
  const words: string[] = []
  let end = -1
  for (const match of line.matchAll(part)) {
    const [text, single, double, escaped, bare] = match
    const unquoted = single ?? double?.replace(/\\([\\"$`])/g, '$1') ?? escaped ?? bare ?? ''
    words.push(match.index === end ? `${words.pop()}${unquoted}` : unquoted)
    end = match.index + text.length
  }
  if (end !== line.length) words.push('')
  // Variables that are set for this command come before the program.
  const program = words.findIndex((word) => !/^\w+=/.test(word))
  const typed = words.slice(program + 1)
  return { words: typed.slice(0, -1), current: typed.at(-1) ?? '' }
}
