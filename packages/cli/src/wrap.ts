import type { Output } from './io.ts'

const widest = 120
const narrowest = 40

/** How many columns a text may take: those of the terminal, but no more than can be read well. A pipe gets as many. */
export function widthOf({ isTTY, columns }: Output): number {
  if (!isTTY || !columns) return widest
  return Math.min(Math.max(columns, narrowest), widest)
}

/**
 * Text in lines of at most so many columns, broken between words. What follows upon a single line break is the same
 * paragraph; lines that begin with a blank stay as they are, for they can be commands.
 */
export function wrap(text: string, width: number): string {
  return paragraphsOf(text)
    .flatMap((paragraph) => (isKept(paragraph) ? [paragraph] : linesOf(paragraph, width)))
    .join('\n')
}

/**
 * A word, and beside it, from a column on, what is said of it.
 *
 * @param hang How much further the lines after the first one begin.
 */
export function beside(word: string, text: string, column: number, width: number, hang = 0): string {
  const [first = '', ...others] = linesOf(text.replaceAll('\n', ' '), width - column - hang)
  const margin = ' '.repeat(column)
  const head = word.length + 2 > column && word !== '' ? `${word}\n${margin}${first}` : word.padEnd(column) + first
  return [head, ...others.map((line) => margin + ' '.repeat(hang) + line)].join('\n').trimEnd()
}

function paragraphsOf(text: string): string[] {
  const paragraphs: string[] = []
  for (const line of text.split('\n')) {
    const last = paragraphs.at(-1)
    if (last === undefined || isKept(last) || isKept(line)) paragraphs.push(line)
    else paragraphs[paragraphs.length - 1] = `${last} ${line}`
  }
  return paragraphs
}

function isKept(line: string): boolean {
  return line === '' || line.startsWith(' ')
}

/** At least one line; a word that is longer than a line has one to itself. */
function linesOf(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
