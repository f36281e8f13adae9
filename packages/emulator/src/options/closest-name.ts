/** Returns the name that was probably meant: at most a third of its letters differ, or only its end is missing. */
export function closestName(word: string, names: readonly string[]): string | undefined {
  const near = names
    .map((name) => ({ name, editDistance: distance(word, name) }))
    .filter((one) => one.editDistance <= Math.max(1, Math.floor(one.name.length / 3)))
  const [nearest] = near.sort((one, other) => one.editDistance - other.editDistance)
  return nearest?.name ?? names.find((name) => word.length > 3 && name.startsWith(word))
}

/** Counts the insertions, deletions, substitutions and swaps of neighbours between two words. */
function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let row = 1; row <= from.length; row++) {
    rows.push([row])
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1]
      const isSwap = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      const edits = [at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + (isSame ? 0 : 1)]
      rows[row]?.push(Math.min(...edits, isSwap ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY))
    }
  }
  return at(from.length, to.length)
}
