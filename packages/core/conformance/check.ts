/** One promise; `run` throws, or rejects, when it is not kept. It belongs to no test framework. */
export interface ConformanceCase {
  readonly name: string
  run(): void | Promise<void>
}

/** A case that is over when it returns. */
export interface SynchronousCase extends ConformanceCase {
  run(): void
}

/** Throws what was got and what was to be; both are shown, so neither may be a secret. */
export function equal(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (a !== b) throw new Error(`got ${a}\nexpected ${b}`)
}

/** Throws the complaint when the promise is not kept. */
export function holds(kept: boolean, complaint: string): void {
  if (!kept) throw new Error(complaint)
}

/** Throws the complaint when nothing is thrown or rejected. */
export async function refuses(attempt: () => unknown, complaint: string): Promise<void> {
  let refused = false
  try {
    await attempt()
  } catch {
    refused = true
  }
  holds(refused, complaint)
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
