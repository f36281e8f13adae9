import type { Block } from './markdown.ts'

/**
 * What the tests do with a block.
 *
 * - `run`: a TypeScript program. It compiles and runs, with an emulator instead of the vendor's hosts.
 * - `run in workerd`: a Worker. The test calls its `fetch` once.
 * - `compile`: a part of a TypeScript program. It can use the names of given.d.ts, which the reader declares.
 * - `shell`: commands. Ours run or are compared with their help, others with the repository.
 * - `read`: JSON or YAML. It is parsed.
 * - `show`: text that is not checked, such as output.
 * - `output of …`: the output of one of our commands, except for numbers and IDs.
 * - `run by …`: a separate test, with its path from the root, runs it and names the page.
 */
export type Kind = 'run' | 'run in workerd' | 'compile' | 'shell' | 'read' | 'show' | OutputOf | RunBy
export type OutputOf = `output of ${string}`
export type RunBy = `run by ${string}`

const byLanguage: Readonly<Record<string, readonly [Kind, ...Kind[]]>> = {
  ts: ['run', 'run in workerd', 'compile'],
  sh: ['shell', 'show'],
  json: ['read'],
  yaml: ['read'],
  dockerfile: ['show'],
  http: ['show'],
  md: ['show'],
  text: ['show'],
}

/**
 * Returns the kind of a block, by its language or the comment before it.
 *
 * @throws Error for an unknown language, and for a comment that does not fit the language.
 */
export function kindOf({ page, line, language, mark }: Block): Kind {
  const kinds = byLanguage[language.toLowerCase()]
  const at = `${page.path}:${line}`
  if (kinds === undefined) throw new Error(`${at}: say what to do with a block of '${language}'`)
  if (mark === undefined) return kinds[0]
  if (isRunBy(mark) || isOutputOf(mark)) return mark
  const kind = kinds.find((kind) => kind === mark)
  if (kind === undefined) throw new Error(`${at}: a block of '${language}' can be ${kinds}, not '${mark}'`)
  return kind
}

export function isRunBy(kind: string): kind is RunBy {
  return kind.startsWith('run by ')
}

export function isOutputOf(kind: string): kind is OutputOf {
  return kind.startsWith('output of ')
}
