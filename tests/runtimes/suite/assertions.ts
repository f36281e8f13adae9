/** Throws an error with both values unless they are equal as JSON. */
export function equal(actual: unknown, expected: unknown): void {
  const [is, wanted] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (is !== wanted) throw new Error(`${is} is not ${wanted}`)
}

/** Throws an error with the message unless the condition holds. */
export function holds(kept: boolean, complaint: string): asserts kept {
  if (!kept) throw new Error(complaint)
}

/** Returns the error that the function throws. */
export async function fault(attempt: () => Promise<unknown>): Promise<unknown> {
  try {
    await attempt()
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}
