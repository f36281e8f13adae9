/** Whether a value is a promise. A promise from another realm is no instance of `Promise`, so `then` decides. */
export function isPromise<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function'
}

/** Applies `use` to a value synchronously, and to a promise when it resolves, so that synchronous code stays synchronous. */
export function thenMaybe<Value, Result>(
  value: Value | Promise<Value>,
  use: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return isPromise(value) ? value.then(use) : use(value)
}
