/** Throws both when they are not the same as JSON. */
export function equal(actual: unknown, expected: unknown): void {
  const [is, wanted] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (is !== wanted) throw new Error(`${is} is not ${wanted}`)
}

/** Throws the complaint when the promise is not kept. */
export function holds(kept: boolean, complaint: string): asserts kept {
  if (!kept) throw new Error(complaint)
}

/** What it fails with. */
export async function fault(attempt: () => Promise<unknown>): Promise<unknown> {
  try {
    await attempt()
  } catch (error) {
    return error
  }
  throw new Error('it did not fail')
}
