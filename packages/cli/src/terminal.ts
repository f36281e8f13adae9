import type { Failure, Result } from './command.ts'
import type { Io } from './io.ts'
import { withProgramName } from './program.ts'

/** Control characters drive a terminal; bidi characters reorder the text around them. */
const unsafe = /[\p{Control}\p{Bidi_Control}\u2028\u2029]/gu

/**
 * Escapes control and bidi characters in one line of untrusted text, as JSON does (`\u001b`), so that it cannot drive the terminal.
 * Line breaks too, because a second line would look like ours.
 */
export function escapeControl(line: string): string {
  return line.replace(unsafe, escapeCharacter)
}

/** The same for a text of several lines, which keeps its line breaks and tabs. A JSON document stays the same document. */
export function escapeControlText(text: string): string {
  return text.replace(unsafe, (letter, at: number) => {
    const isLayout = letter === '\n' || letter === '\t' || (letter === '\r' && text[at + 1] === '\n')
    return isLayout ? letter : escapeCharacter(letter)
  })
}

function escapeCharacter(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** Colours for stderr. */
export interface Style {
  dim(text: string): string
  bold(text: string): string
  good(text: string): string
  bad(text: string): string
}

/** No colours if stderr is no terminal, or if NO_COLOR is set. */
export function styleFor({ stderr, env }: Pick<Io, 'stderr' | 'env'>): Style {
  const hasColours = stderr.isTTY && !env.NO_COLOR && env.TERM !== 'dumb'
  const paint = (on: number, off: number) => (text: string) =>
    hasColours ? `\u001b[${on}m${text}\u001b[${off}m` : text
  return { dim: paint(2, 22), bold: paint(1, 22), good: paint(32, 39), bad: paint(31, 39) }
}

/** Whether the program runs in CI, where no one answers a question or watches a live view. */
export function isCi(env: Io['env']): boolean {
  return !['', '0', 'false'].includes(env.CI ?? '')
}

/** Rows of untrusted text under a header, each column as wide as its widest cell. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const shown = [header, ...rows.map((row) => row.map(escapeControl))]
  const widths = header.map((_, column) => Math.max(...shown.map((row) => row[column]?.length ?? 0)))
  const formatRow = (row: readonly string[]): string =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')
  return shown.map((row) => formatRow(row).trimEnd()).join('\n')
}

/** `name  value` lines, without the fields that are undefined. Values are untrusted text. */
export function formatFields(fields: Readonly<Record<string, string | undefined>>): string {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined)
  const width = Math.max(...present.map(([name]) => name.length))
  return present.map(([name, value]) => `${name.padEnd(width)}  ${escapeControl(value ?? '')}`).join('\n')
}

/** A name and what it means. A long name has its meaning on the next line. */
export function twoColumns(name: string, meaning: string, column: number): string {
  const left = `  ${name.trimEnd()}`
  if (left.length + 2 <= column) return `${left.padEnd(column)}${meaning}`.trimEnd()
  return `${left}\n${' '.repeat(column)}${meaning}`.trimEnd()
}

/** Lines on stderr, each with the seconds since the start. */
export interface Timeline {
  /** @param paint Colours the line, after untrusted text in it has been escaped. */
  print(line: string, at?: number, paint?: (line: string) => string): void
}

const timeWidth = 8

export function startTimeline(io: Io, startedAt = Date.now()): Timeline {
  const { dim } = styleFor(io)
  return {
    print(line, at = Date.now(), paint = (plain) => plain) {
      const seconds = `${(Math.max(0, at - startedAt) / 1000).toFixed(2)} s`
      io.stderr.write(`${dim(seconds.padStart(timeWidth))}  ${paint(escapeControl(line))}\n`)
    },
  }
}

/** A message on stderr. */
export function printInfo(text: string, { stderr, program }: Pick<Io, 'stderr' | 'program'>): void {
  stderr.write(`${withProgramName(escapeControlText(text), program)}\n`)
}

/** Prints to stdout: with `--json` the document, else the text. Only a terminal needs the text escaped. */
export function printResult(result: Result, io: Io, json: boolean): void {
  const { document, onWriteError } = result
  const { stdout, program } = io
  const text = result.hasCommands ? withProgramName(result.text, program) : result.text
  const onError = onWriteError === undefined ? undefined : (): void => printInfo(onWriteError, io)
  if (json) stdout.write(formatDocument(document), onError)
  else if (text !== '') stdout.write(`${stdout.isTTY ? escapeControlText(text) : text}\n`, onError)
}

/** Prints the text to stderr and, with `--json`, the document to stdout. Returns the exit code. */
export function printFailure({ document, text, exitCode }: Failure, io: Io, json: boolean): number {
  const { bad } = styleFor(io)
  io.stderr.write(`${bad('trtc-call:')} ${withProgramName(escapeControlText(text), io.program)}\n`)
  if (json) io.stdout.write(formatDocument(document))
  return exitCode
}

function formatDocument(document: object): string {
  return `${escapeControlText(JSON.stringify(document, null, 2))}\n`
}
