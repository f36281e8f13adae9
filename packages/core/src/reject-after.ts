/** Settles like the promise, or rejects when it takes longer. The promise is not cancelled. */
export function rejectAfter<Value>(
  promise: Promise<Value>,
  timeoutMs: number | undefined,
  label: string,
): Promise<Value> {
  if (timeoutMs === undefined) return promise
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${label} timed out after ${timeoutMs} ms`)), timeoutMs)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
