/** What was promised, or an error when it takes longer; what was promised then goes on by itself. */
export function withTimeout<Value>(
  promised: Promise<Value>,
  timeoutMs: number | undefined,
  what: string,
): Promise<Value> {
  if (timeoutMs === undefined) return promised
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${what} has not ended within ${timeoutMs} ms`)), timeoutMs)
    promised.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
