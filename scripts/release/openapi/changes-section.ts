import type { Change } from './compare-documents.ts'

/** What changed in each of the documents, by the name of its file. */
export type ChangesByDocument = Readonly<Record<string, readonly Change[]>>

/** The part of a changelog that lists changes of the OpenAPI documents, as Markdown. */
export function changesSection(changes: ChangesByDocument): string {
  const rows = Object.entries(changes).flatMap(([name, list]) => list.map((change) => row(name, change)))
  const head = '### OpenAPI documents\n\n'
  if (rows.length === 0) return `${head}No change that a program could notice.\n`
  return `${head}| document | where | change | breaks |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

/**
 * Puts a section at the end of a version's entry in a changelog.
 *
 * @throws Error when the changelog has no entry for this version.
 */
export function insertSection(changelog: string, version: string, section: string): string {
  const heading = `## ${version}\n`
  const start = changelog.indexOf(heading)
  if (start < 0) throw new Error(`The changelog has no entry for ${version}. Run changeset version first.`)
  const next = changelog.indexOf('\n## ', start + heading.length)
  const end = next < 0 ? changelog.length : next
  return `${changelog.slice(0, end).trimEnd()}\n\n${section}${changelog.slice(end)}`
}

function row(name: string, { where, what, breaks }: Change): string {
  // A bar would end the cell.
  const cells = [name, `\`${where}\``, what, breaks ? '**yes**' : 'no']
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
