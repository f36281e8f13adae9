import { banned } from './banned.ts'

/** A banned phrase in a text. */
export interface Finding {
  readonly line: number
  readonly words: string
  readonly instead: string
}

/** A line break in a comment, a list or a quotation, with the marks on both sides. */
const gap = '[\\s*/#>|]+'
const rules = banned.map(({ words, instead }) => ({
  pattern: new RegExp(`(?<![\\w-])(?:${words.replaceAll(' ', gap)})(?![\\w-])`, 'giu'),
  instead,
}))

/** Lists the banned phrases of a text, in the order of their lines. */
export function findBanned(text: string): readonly Finding[] {
  const findings = rules.flatMap(({ pattern, instead }) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }) => ({
      line: text.slice(0, index).split('\n').length,
      words: match.replace(/\s+/g, ' '),
      instead,
    })),
  )
  return findings.sort((a, b) => a.line - b.line)
}
