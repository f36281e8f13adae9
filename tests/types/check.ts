import { basename } from 'node:path'
import type { Diagnostic } from './compilers.ts'
import type { Snippet } from './snippets.ts'

/** Lists missing and unexpected compiler messages: none for a correct snippet, only the mistake for a wrong one. */
export function listSurprises(snippets: readonly Snippet[], diagnostics: readonly Diagnostic[]): string[] {
  const about = new Map<string, Diagnostic[]>(snippets.map(({ file }) => [file, []]))
  const elsewhere: Diagnostic[] = []
  for (const diagnostic of diagnostics) (about.get(basename(diagnostic.file)) ?? elsewhere).push(diagnostic)
  return [
    ...elsewhere.map((diagnostic) => `${diagnostic.file}: ${show(diagnostic)}`),
    ...snippets.flatMap((snippet) => judge(snippet, about.get(snippet.file) ?? [])),
  ]
}

function judge({ name, mistake }: Snippet, diagnostics: readonly Diagnostic[]): string[] {
  if (mistake === undefined) return diagnostics.map((diagnostic) => `${name}: refused: ${show(diagnostic)}`)
  if (diagnostics.length === 0) return [`${name}: compiles`]
  const { line, codes, says } = mistake
  return diagnostics
    .filter((found) => found.line !== line || !codes.includes(found.code) || !found.message.includes(says))
    .map((found) => `${name}: refused for another reason than ${codes} "${says}": ${show(found)}`)
}

function show({ line, code, message }: Diagnostic): string {
  return `line ${line}, TS${code}: ${message}`
}
