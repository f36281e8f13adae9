import { checkNumber, wrongType } from '../check-value.ts'
import { InputError } from '../input-error.ts'
import { createIdentity } from './identity.ts'
import { isPromise } from './when-had.ts'

/** How long before its end a value is renewed, and whether askers share a promise. */
export interface CacheOptions {
  /**
   * Milliseconds, default 300 000 (five minutes): what is on its way must not outlive its signature. Never more than half
   * of the life that a value had left when it was got.
   */
  readonly renewBeforeMs?: number | undefined
  /**
   * Askers of the same thing at the same time wait for one answer. Default false in `@trtc-call/core` and
   * `@trtc-call/edge`: in a worker a promise belongs to the request that made it, and ends with it. True in
   * `@trtc-call/node`.
   */
  readonly singleFlight?: boolean | undefined
}

/** What decides on age and identity; all other properties say what is asked for. */
interface Asked {
  readonly now: number
  readonly reload?: boolean | undefined
}

/** Not a bound of what can be cached: TypeScript takes nothing that has no property in common with it. */
interface Expiring {
  readonly expiresAt?: number | undefined
}

interface Held<Value> {
  readonly value: Value
  readonly renewAt: number
  /** Of the flight that brought it. */
  readonly generation: number
  /** Time and generation of the renewal under way. */
  renewal?: { readonly at: number; readonly generation: number } | undefined
}

interface Flight<Value> {
  readonly promise: Promise<Value>
  readonly startedAt: number
  readonly reload: boolean
}

const defaultRenewBeforeMs = 5 * 60_000
const mostIdentities = 1_000
/** What takes longer hangs: those who come later try for themselves. */
const longestFlightMs = 10_000

/**
 * Keeps what a provider gives until it nears its end; one without an end is kept until `reload`. Everything in the request
 * but `now` and `reload` tells one value from another; the last 1000 are kept. A failure is never kept, and while the
 * last value is still valid it is served in place of a renewal that failed or is under way. Time is what `now` says. A
 * synchronous provider stays synchronous.
 *
 * @throws InputError for a margin that is no number of milliseconds, and later for a value without a usable `expiresAt`.
 * @example
 * const userSig = cached(userSigFromService({ url: 'https://sign.example.com/user-sig', token }))
 */
export function cached<Request extends Asked, Value extends object>(
  provider: (request: Request) => Value | Promise<Value>,
  { renewBeforeMs = defaultRenewBeforeMs, singleFlight = false }: CacheOptions = {},
): (request: Request) => Value | Promise<Value> {
  if (typeof provider !== 'function') throw wrongType('provider', 'a function', provider)
  checkNumber('renewBeforeMs', renewBeforeMs, { min: 0 })
  const shelf = new Shelf<Value>(renewBeforeMs)
  const flights = new Map<string, Flight<Value>>()
  const identityOf = createIdentity()
  return (request) => {
    const key = identityOf(request)
    const reload = request.reload === true
    const ready = reload ? undefined : shelf.serve(key, request.now)
    if (ready !== undefined) return ready
    const flight = singleFlight ? flights.get(key) : undefined
    if (flight !== undefined && isJoinable(flight, request.now, reload)) return flight.promise
    const made = shelf.fill(key, request.now, reload, () => provider(request))
    return singleFlight && isPromise(made)
      ? share(flights, key, { promise: made, startedAt: request.now, reload })
      : made
  }
}

/** The values, and which of them are being renewed. */
class Shelf<Value extends object> {
  readonly #renewBeforeMs: number
  readonly #held = new Map<string, Held<Value>>()
  #generation = 0

  constructor(renewBeforeMs: number) {
    this.#renewBeforeMs = renewBeforeMs
  }

  /** What needs no renewal, or has one under way. */
  serve(key: string, now: number): Value | undefined {
    const held = this.#held.get(key)
    if (held === undefined) return undefined
    if (now < held.renewAt) return held.value
    const { renewal } = held
    return renewal !== undefined && isRecent(renewal.at, now) && isValid(held.value, now) ? held.value : undefined
  }

  fill(key: string, now: number, reload: boolean, get: () => Value | Promise<Value>): Value | Promise<Value> {
    const generation = ++this.#generation
    try {
      const made = get()
      if (!isPromise(made)) return this.#keep(key, made, now, generation)
      const old = this.#held.get(key)
      if (old !== undefined) old.renewal = { at: now, generation }
      return made.then(
        (value) => this.#keep(key, value, now, generation),
        (error: unknown) => this.#fallBack(key, now, reload, error, generation),
      )
    } catch (error) {
      return this.#fallBack(key, now, reload, error, generation)
    }
  }

  #keep(key: string, value: Value, now: number, generation: number): Value {
    const expiresAt = checkExpiry(value)
    const newer = this.#held.get(key)
    // A flight that was overtaken brings back what may have been replaced meanwhile.
    if (newer !== undefined && newer.generation > generation && isValid(newer.value, now)) return newer.value
    this.#held.delete(key)
    if (this.#held.size >= mostIdentities) this.#held.delete(this.#held.keys().next().value as string)
    const marginMs = Math.min(this.#renewBeforeMs, Math.max(0, expiresAt - now) / 2)
    this.#held.set(key, { value, renewAt: expiresAt - marginMs, generation })
    return value
  }

  #fallBack(key: string, now: number, reload: boolean, error: unknown, generation: number): Value {
    const held = this.#held.get(key)
    if (held?.renewal?.generation === generation) held.renewal = undefined
    if (reload || held === undefined || !isValid(held.value, now)) throw error
    return held.value
  }
}

/** Age is told by the request, as everything here is: a clock that stands still or jumps does so for all alike. */
function isRecent(at: number, now: number): boolean {
  return Math.abs(now - at) < longestFlightMs
}

/** One that set out before the refusal could bring back what was refused. */
function isJoinable(flight: Flight<unknown>, now: number, reload: boolean): boolean {
  return isRecent(flight.startedAt, now) && (flight.reload || !reload)
}

function share<Value>(flights: Map<string, Flight<Value>>, key: string, flight: Flight<Value>): Promise<Value> {
  if (flights.size >= mostIdentities) flights.delete(flights.keys().next().value as string)
  flights.set(key, flight)
  const land = (): void => {
    if (flights.get(key) === flight) flights.delete(key)
  }
  flight.promise.then(land, land)
  return flight.promise
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
  const detail = 'must return an object, with expiresAt in milliseconds since 1970 or without expiresAt'
  throw new InputError('provider', 'type', detail)
}
