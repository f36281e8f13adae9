import { withInvocation } from './invocation.ts'
import type { Io } from './io.ts'
import type { Result } from './result.ts'
import { styleFor } from './style.ts'

/** Data goes to stdout: with `--json` the document, else the words. */
export function showResult({ document, text }: Result, io: Io, json: boolean): void {
  io.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : text === '' ? '' : `${text}\n`)
}

/** Words about a failure go to stderr, with `--json` the document to stdout as well. Returns the exit code. */
export function showFailure({ document, text, exitCode }: Required<Result>, io: Io, json: boolean): number {
  const { bad } = styleFor(io)
  io.stderr.write(`${bad('trtc-call:')} ${withInvocation(text, io.program)}\n`)
  if (json) io.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
  return exitCode
}
