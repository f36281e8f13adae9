/** A test case for any test framework: `run` throws or rejects when it fails. */
export interface ConformanceCase {
  readonly name: string
  run(): void | Promise<void>
}

/** A synchronous test case. */
export interface SynchronousCase extends ConformanceCase {
  run(): void
}

/** Throws when the values differ. The message shows both, so neither may be a secret. */
export function equal(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== b) throw new Error(`received ${a}\nexpected ${b}`)
}

/** Throws the message when the condition is false. */
export function assert(condition: boolean, message: string): void {
  if (!condition) throw new Error(message)
}

/** Throws the message when nothing is thrown or rejected. */
export async function assertThrows(attempt: () => unknown, message: string): Promise<void> {
  let refused = false
  try {
    await attempt()
  } catch {
    refused = true
  }
  assert(refused, message)
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
