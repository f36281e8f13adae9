import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Emulator } from '../emulator.ts'
import type { World } from '../emulator-state.ts'

/** What a route of the control API works with. */
export interface ControlContext {
  readonly world: World
  readonly emulator: Emulator
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** What the path holds where the pattern has `:name`. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Of a POST: a JSON object. */
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * One thing that can be asked of the control API.
 *
 * What `run` returns is sent as JSON, `{ ok: true }` where it returns nothing. One that has begun to answer by itself
 * returns {@link answered}.
 */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** `/_emulator/calls/:callId/answer`. */
  readonly path: string
  run(context: ControlContext): unknown
}

/** For a route that writes its own answer. */
export const answered: unique symbol = Symbol('answered')

/** What the path holds, when it fits the pattern. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const word = decode(given[index] ?? '')
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
