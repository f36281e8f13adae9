/** What may have to be waited for. From another realm a promise is no instance of ours. */
export function isPromise<Value>(made: Value | Promise<Value>): made is Promise<Value> {
  return typeof (made as { readonly then?: unknown } | null | undefined)?.then === 'function'
}

/** Goes on with a value at once and with a promise when it is kept: what is synchronous stays so. */
export function whenHad<Value, Result>(
  made: Value | Promise<Value>,
  use: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return isPromise(made) ? made.then(use) : use(made)
}
