import { harmlessText } from './harmless.ts'
import { withInvocation } from './invocation.ts'
import type { Io } from './io.ts'
import type { Failure, Result } from './result.ts'
import { styleFor } from './style.ts'

/** Data goes to stdout: with `--json` the document, else the words; a pipe or a file gets those as they are. */
export function showResult({ document, text, ifLost }: Result, io: Io, json: boolean): void {
  const { stdout, stderr, program } = io
  const lost =
    ifLost === undefined ? undefined : (): void => stderr.write(`${withInvocation(harmlessText(ifLost), program)}\n`)
  if (json) stdout.write(documentText(document), lost)
  else if (text !== '') stdout.write(`${stdout.isTTY ? harmlessText(text) : text}\n`, lost)
}

/** Words about a failure go to stderr, with `--json` the document to stdout as well. Returns the exit code. */
export function showFailure({ document, text, exitCode }: Failure, io: Io, json: boolean): number {
  const { bad } = styleFor(io)
  io.stderr.write(`${bad('trtc-call:')} ${withInvocation(harmlessText(text), io.program)}\n`)
  if (json) io.stdout.write(documentText(document))
  return exitCode
}

function documentText(document: object): string {
  return `${harmlessText(JSON.stringify(document, null, 2))}\n`
}
