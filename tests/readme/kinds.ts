import type { Block } from './markdown.ts'

/**
 * What the tests do with a block.
 *
 * - `run`: TypeScript that stands for itself. It compiles and runs, with the vendor's hosts led to an emulator.
 * - `run in workerd`: the same for a Worker, whose `fetch` is called once.
 * - `compile`: TypeScript that shows a part. It may use the names of given.d.ts, which are the reader's own.
 * - `shell`: commands. Ours are run or held against their help, others against what is declared.
 * - `read`: JSON or YAML. It is parsed.
 * - `show`: what no machine reads, such as output.
 * - `output of …`: of a command of ours, whose numbers and ids may differ.
 * - `run by …`: a test of its own runs it, which is named here from the root and names the page.
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
 * By its language, or by the mark before it.
 *
 * @throws Error for a language that nothing is known about, and for a mark that does not go with it.
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
