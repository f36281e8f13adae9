/** A test case for any test framework; `run` throws or rejects if it fails. */
export interface ConformanceCase {
  readonly name: string
  run(): void | Promise<void>
}

/** A synchronous test case. */
export interface SynchronousCase extends ConformanceCase {
  run(): void
}

/** Throws if the values differ. The error shows both, so neither may be a secret. */
export function assertEqual(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== b) throw new Error(`got ${a}\nexpected ${b}`)
}

/** Throws the message if the condition is false. */
export function assert(condition: boolean, message: string): void {
  if (!condition) throw new Error(message)
}

/** Throws the message if `attempt` neither throws nor rejects. */
export async function assertThrows(attempt: () => unknown, message: string): Promise<void> {
  let hasThrown = false
  try {
    await attempt()
  } catch {
    hasThrown = true
  }
  assert(hasThrown, message)
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
