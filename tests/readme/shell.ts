import type { Block } from './markdown.ts'

/** One command of a block, as words without their quotes. */
export interface Command {
  readonly block: Block
  /** As it is printed, without its comment. */
  readonly line: string
  readonly words: readonly string[]
}

/** The commands of a block: a line each, longer ones ending in a backslash. */
export function listCommands(block: Block): readonly Command[] {
  return block.text
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/(^|\s+)#.*$/, '').trim())
    .filter((line) => line !== '')
    .flatMap((line) => line.split(/\s*&&\s*/))
    .map((line) => ({ block, line, words: wordsOf(line) }))
}

function wordsOf(line: string): readonly string[] {
  return (line.match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []).map((word) => word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'))
}
