/**
 * What makes a runtime open a new connection for a request. Handed to a transport beside the other fields of its
 * `TransportInit`, so that the runtime's own fetch takes what it knows and ignores the rest.
 */
export interface FreshConnection {
  /** For transports that are no fetch: no other request may have used the connection. */
  readonly freshConnection: true
  /** Deno's fetch: a client that keeps no connection. */
  readonly client?: unknown
  /** Bun's fetch. */
  readonly keepalive?: false
}

interface Globals {
  readonly Deno?: {
    readonly version?: { readonly deno?: string }
    readonly createHttpClient?: (options: { readonly poolMaxIdlePerHost: number }) => unknown
  }
  readonly Bun?: { readonly version?: string }
}

/** From here on Bun sends a request once. */
const safeBun = [1, 4, 0]
/** The oldest version on which a new connection for each request was seen to suffice. */
const oldestBun = [1, 3, 11]

/** Deno 2.7.14 to 2.9.5 was seen to send a request of fetch again even on a new connection. */
const safeDeno = [2, 9, 6]

let denoClient: unknown

/**
 * Deno, and Bun before 1.4, send a POST again when a connection that was kept alive breaks after the request, and nothing
 * tells them that this one must not be repeated. A new connection is not reused, so there they have to be given one. Other
 * runtimes do not do that, and get undefined. This is the only place that asks which runtime it is on.
 *
 * @throws Error with the code ERR_RUNTIME_RESENDS where the runtime offers no way to ask for a new connection.
 * @see {@link https://github.com/denoland/deno/issues/35610}
 * @see {@link https://github.com/oven-sh/bun/issues/28706}
 */
export function freshConnection(globals: Globals = globalThis as Globals): FreshConnection | undefined {
  const { Deno, Bun } = globals
  if (Deno !== undefined) {
    const version = Deno.version?.deno
    if (!isAtLeast(version, safeDeno) || Deno.createHttpClient === undefined) {
      throw resends(`Deno ${version ?? ''}`, 'Deno 2.9.6')
    }
    denoClient ??= Deno.createHttpClient({ poolMaxIdlePerHost: 0 })
    return { freshConnection: true, client: denoClient }
  }
  if (Bun === undefined || isAtLeast(Bun.version, safeBun)) return undefined
  if (!isAtLeast(Bun.version, oldestBun)) throw resends(`Bun ${Bun.version ?? ''}`, 'Bun 1.4')
  return { freshConnection: true, keepalive: false }
}

function isAtLeast(version: string | undefined, least: readonly number[]): boolean {
  const parts = (version ?? '').split('.').map(Number)
  const at = least.findIndex((part, index) => parts[index] !== part)
  return at === -1 || (parts[at] ?? 0) > (least[at] ?? 0)
}

function resends(runtime: string, safe: string): Error {
  const message = `${runtime} may send a request twice on its own, so requests that must not be repeated are not sent; update to ${safe}`
  return Object.assign(new Error(message), { code: 'ERR_RUNTIME_RESENDS' })
}
