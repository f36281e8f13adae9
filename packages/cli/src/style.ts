import type { Io } from './io.ts'

/** Colours, or none. */
export interface Style {
  dim(text: string): string
  bold(text: string): string
  good(text: string): string
  bad(text: string): string
}

/** For stderr: only on a terminal, and not where NO_COLOR asks for none. */
export function styleFor({ stderr, env }: Pick<Io, 'stderr' | 'env'>): Style {
  const wanted = stderr.isTTY && !env.NO_COLOR && env.TERM !== 'dumb'
  const paint = (on: number, off: number) => (text: string) => (wanted ? `\u001b[${on}m${text}\u001b[${off}m` : text)
  return { dim: paint(2, 22), bold: paint(1, 22), good: paint(32, 39), bad: paint(31, 39) }
}
