/** A command line up to the cursor: what is there of it, and the word that is being typed. */
export interface SplitLine {
  /** Complete words after the program's name, without their quotes. */
  readonly words: readonly string[]
  readonly current: string
}

/** A quoted text (the last one may not be closed yet), an escaped character, or anything but a space. */
const part = /'([^']*)'?|"((?:[^"\\]|\\.)*)\\?"?|\\(.?)|([^\s'"\\]+)/gs

/** Splits as shells do. They differ in what needs quotes, which does not matter here: nothing is run. */
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
  // A variable that is set for this command alone stands before the program.
  const program = words.findIndex((word) => !/^\w+=/.test(word))
  const typed = words.slice(program + 1)
  return { words: typed.slice(0, -1), current: typed.at(-1) ?? '' }
}
