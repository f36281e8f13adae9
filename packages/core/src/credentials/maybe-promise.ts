/** Whether a value is a promise. `instanceof` fails for promises of another realm. */
export function isPromise<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof (value as { readonly then?: unknown } | null | undefined)?.then === 'function'
}

/** Applies `use` to the value, now or when the promise resolves, so that synchronous providers stay synchronous. */
export function mapMaybePromise<Value, Result>(
  value: Value | Promise<Value>,
  use: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return isPromise(value) ? value.then(use) : use(value)
}
