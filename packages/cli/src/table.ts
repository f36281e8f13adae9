import { harmless } from './harmless.ts'

/** Rows under a header, each column as wide as its widest cell. */
export function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const shown = [header, ...rows.map((row) => row.map(harmless))]
  const widths = header.map((_, column) => Math.max(...shown.map((row) => row[column]?.length ?? 0)))
  return shown
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
