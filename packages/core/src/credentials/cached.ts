import { checkNumber, wrongType } from '../check-value.ts'
import { InputError } from '../input-error.ts'
import { createCacheKeyFunction } from './cache-key.ts'
import { isPromise } from './maybe-promise.ts'

/** Options of {@link cached}. */
export interface CacheOptions {
  /**
   * How long before a value expires it is renewed, in milliseconds. Default 300 000 (five minutes), so that no request
   * outlives its signature. Never more than half of the remaining lifetime that a value had when it was fetched.
   */
  readonly renewBeforeMs?: number | undefined
  /**
   * Concurrent requests for the same value share one call of the provider. Default false in `@trtc-call/core` and
   * `@trtc-call/edge`, because in a Worker a promise ends with the request that made it. Default true in `@trtc-call/node`.
   */
  readonly singleFlight?: boolean | undefined
}

/** The fields of a request that are not part of the cache key. */
interface CacheRequest {
  readonly now: number
  readonly forceRefresh?: boolean | undefined
}

/** Not used as a type constraint: TypeScript's weak-type check would reject values without `expiresAt`. */
interface Expiring {
  readonly expiresAt?: number | undefined
}

interface Entry<Value> {
  readonly value: Value
  readonly renewAt: number
  /** The number of the call that fetched it. */
  readonly call: number
  /** The time and number of the call that is renewing it. */
  renewal?: { readonly at: number; readonly call: number } | undefined
}

interface InFlight<Value> {
  readonly promise: Promise<Value>
  readonly startedAt: number
  readonly forceRefresh: boolean
}

const defaultRenewBeforeMs = 5 * 60_000
const maxEntries = 1_000
/** A call that takes longer hangs; later requests make their own. */
const maxSharedMs = 10_000

/**
 * Caches the values of a provider until shortly before they expire; a value without `expiresAt` until `forceRefresh`. All
 * fields of the request but `now` and `forceRefresh` are the cache key; the last 1000 keys are kept. Failures are not cached.
 * While a renewal is under way or has failed, the last value is used as long as it is valid. Time is the request's `now`. A
 * synchronous provider stays synchronous.
 *
 * @throws InputError for an invalid option, and later for a value without a usable `expiresAt`.
 * @example
 * const userSig = cached(userSigFromService({ url: 'https://sign.example.com/user-sig', token }))
 */
export function cached<Request extends CacheRequest, Value extends object>(
  provider: (request: Request) => Value | Promise<Value>,
  { renewBeforeMs = defaultRenewBeforeMs, singleFlight = false }: CacheOptions = {},
): (request: Request) => Value | Promise<Value> {
  if (typeof provider !== 'function') throw wrongType('provider', 'a function', provider)
  checkNumber('renewBeforeMs', renewBeforeMs, { min: 0 })
  const cache = new Cache<Value>(renewBeforeMs)
  const inFlight = new Map<string, InFlight<Value>>()
  const keyOf = createCacheKeyFunction()
  return (request) => {
    const key = keyOf(request)
    const forceRefresh = request.forceRefresh === true
    const hit = forceRefresh ? undefined : cache.get(key, request.now)
    if (hit !== undefined) return hit
    const current = singleFlight ? inFlight.get(key) : undefined
    if (current !== undefined && canShare(current, request.now, forceRefresh)) return current.promise
    const fetched = cache.fetch(key, request.now, forceRefresh, () => provider(request))
    return singleFlight && isPromise(fetched)
      ? share(inFlight, key, { promise: fetched, startedAt: request.now, forceRefresh })
      : fetched
  }
}

class Cache<Value extends object> {
  readonly #renewBeforeMs: number
  readonly #entries = new Map<string, Entry<Value>>()
  #calls = 0

  constructor(renewBeforeMs: number) {
    this.#renewBeforeMs = renewBeforeMs
  }

  /** A value that needs no renewal, or is being renewed and still valid. */
  get(key: string, now: number): Value | undefined {
    const entry = this.#entries.get(key)
    if (entry === undefined) return undefined
    const { value, renewAt, renewal } = entry
    if (now < renewAt) return value
    return renewal !== undefined && isRecent(renewal.at, now) && isValid(value, now) ? value : undefined
  }

  fetch(
    key: string,
    now: number,
    forceRefresh: boolean,
    provide: () => Value | Promise<Value>,
  ): Value | Promise<Value> {
    const call = ++this.#calls
    const fallBack = (error: unknown): Value => this.#fallBack(key, now, forceRefresh, error, call)
    try {
      const fetched = provide()
      if (!isPromise(fetched)) return this.#store(key, fetched, now, call)
      const old = this.#entries.get(key)
      if (old !== undefined) old.renewal = { at: now, call }
      return fetched.then((value) => this.#store(key, value, now, call), fallBack)
    } catch (error) {
      return fallBack(error)
    }
  }

  #store(key: string, value: Value, now: number, call: number): Value {
    const expiresAt = checkExpiry(value)
    const newer = this.#entries.get(key)
    // A slow call must not replace the value of a later call.
    if (newer !== undefined && newer.call > call && isValid(newer.value, now)) return newer.value
    this.#entries.delete(key)
    if (this.#entries.size >= maxEntries) this.#entries.delete(this.#entries.keys().next().value as string)
    const marginMs = Math.min(this.#renewBeforeMs, Math.max(0, expiresAt - now) / 2)
    this.#entries.set(key, { value, renewAt: expiresAt - marginMs, call })
    return value
  }

  #fallBack(key: string, now: number, forceRefresh: boolean, error: unknown, call: number): Value {
    const entry = this.#entries.get(key)
    if (entry?.renewal?.call === call) entry.renewal = undefined
    if (forceRefresh || entry === undefined || !isValid(entry.value, now)) throw error
    return entry.value
  }
}

/** Compares by the request's `now`, as the whole file does. The clock may have been set back. */
function isRecent(at: number, now: number): boolean {
  return Math.abs(now - at) < maxSharedMs
}

/** A call from before the signature was rejected could return the rejected key again. */
function canShare(current: InFlight<unknown>, now: number, forceRefresh: boolean): boolean {
  return isRecent(current.startedAt, now) && (current.forceRefresh || !forceRefresh)
}

function share<Value>(inFlight: Map<string, InFlight<Value>>, key: string, started: InFlight<Value>): Promise<Value> {
  if (inFlight.size >= maxEntries) inFlight.delete(inFlight.keys().next().value as string)
  inFlight.set(key, started)
  const settle = (): void => {
    if (inFlight.get(key) === started) inFlight.delete(key)
  }
  started.promise.then(settle, settle)
  return started.promise
}

function isValid(value: object, now: number): boolean {
  const { expiresAt } = value as Expiring
  return expiresAt === undefined || expiresAt > now
}

function checkExpiry(value: unknown): number {
  const expiresAt = (value as Expiring | null | undefined)?.expiresAt
  if (typeof value === 'object' && value !== null) {
    if (expiresAt === undefined) return Number.POSITIVE_INFINITY
    if (typeof expiresAt === 'number' && !Number.isNaN(expiresAt)) return expiresAt
  }
  throw new InputError('provider', 'type', 'must return an object whose expiresAt is in milliseconds since 1970')
}
