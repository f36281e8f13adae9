import type { Change } from './compare-documents.ts'

/** The changes in each document, by file name. */
export type ChangesByDocument = Readonly<Record<string, readonly Change[]>>

/** Returns the section of a changelog that lists changes in the OpenAPI documents, as Markdown. */
export function changesSection(changes: ChangesByDocument): string {
  const rows = Object.entries(changes).flatMap(([name, list]) => groupsOf(list).map((group) => row(name, group)))
  const head = '### OpenAPI documents\n\n'
  if (rows.length === 0) return `${head}No change that a program could notice.\n`
  return `${head}| document | where | change | breaks |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

/**
 * Inserts a section at the end of a version's entry in a changelog.
 *
 * @throws Error if the changelog has no entry for this version.
 */
export function insertSection(changelog: string, version: string, section: string): string {
  const heading = `## ${version}\n`
  const start = changelog.indexOf(heading)
  if (start < 0) throw new Error(`The changelog has no entry for ${version}. Run changeset version first.`)
  const next = changelog.indexOf('\n## ', start + heading.length)
  const end = next < 0 ? changelog.length : next
  return `${changelog.slice(0, end).trimEnd()}\n\n${section}${changelog.slice(end)}`
}

/** Combines the same change of a field in several operations into one row. */
function groupsOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups = new Map<string, Change[]>()
  for (const change of changes) {
    const { operation, field, what, breaks } = change
    const key = JSON.stringify(field === undefined ? [operation, what] : [field, what, breaks])
    groups.set(key, [...(groups.get(key) ?? []), change])
  }
  return [...groups.values()]
}

function row(name: string, group: readonly Change[]): string {
  const [first] = group
  if (first === undefined) return ''
  const operations =
    group.length > 3 ? [`${group.length} operations`] : group.map(({ operation }) => `\`${operation}\``)
  const where = operations.join(', ') + (first.field === undefined ? '' : `: \`${first.field}\``)
  // A vertical bar would end the cell.
  const cells = [name, where, first.what, first.breaks ? '**yes**' : 'no']
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
