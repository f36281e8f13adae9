import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Emulator } from '../emulator.ts'
import type { EmulatorState } from '../emulator-state.ts'

export interface ControlContext {
  readonly state: EmulatorState
  readonly emulator: Emulator
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Values of the `:name` parts of the path. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The JSON object of a POST; empty for other methods. */
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * A route of the control API. The result of `run` is sent as JSON, `{ ok: true }` for undefined. A route that writes its own
 * response returns {@link responseSent}.
 */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Such as `/_emulator/calls/:callId/answer`. */
  readonly path: string
  run(context: ControlContext): unknown
}

/** Result of a route that writes its own response. */
export const responseSent: unique symbol = Symbol('responseSent')

/** Matches a path against a pattern and returns its parameters. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const [expected, received] = [pattern.split('/'), path.split('/')]
  if (expected.length !== received.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of expected.entries()) {
    const word = decode(received[index] ?? '')
    if (word === undefined) return undefined
    if (part.startsWith(':')) params[part.slice(1)] = word
    else if (part !== word) return undefined
  }
  return params
}

function decode(word: string): string | undefined {
  try {
    return decodeURIComponent(word)
  } catch {
    return undefined
  }
}
