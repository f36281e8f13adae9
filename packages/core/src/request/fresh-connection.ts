/**
 * Options that make a runtime open a new connection for a request. They are part of the `TransportInit`: the runtime's own fetch
 * uses the ones it knows and ignores the rest.
 */
export interface FreshConnection {
  /** For custom transports: no other request may have used the connection. */
  readonly freshConnection: true
  /** For Deno's fetch: a client without a connection pool. */
  readonly client?: unknown
  /** For Bun's fetch. */
  readonly keepalive?: false
}

interface Globals {
  readonly Deno?: {
    readonly version?: { readonly deno?: string }
    readonly createHttpClient?: (options: { readonly poolMaxIdlePerHost: number }) => unknown
  }
  readonly Bun?: { readonly version?: string }
}

/** Since this version, Bun sends a request once. */
const safeBun = [1, 4, 0]
/** The oldest version for which tests show that a new connection suffices. */
const minBun = [1, 3, 11]

/** Deno 2.7.14 to 2.9.5 resends a request even on a new connection. */
const safeDeno = [2, 9, 6]

let denoClient: unknown

/**
 * Returns the options for a new connection on runtimes that resend requests, else undefined. Deno, and Bun before 1.4, resend a
 * POST when a kept-alive connection breaks after the request, and have no option against it; they do not resend on a new
 * connection. This is the only runtime detection in the library.
 *
 * @throws Error with the code ERR_RUNTIME_RESENDS if the runtime cannot open a new connection for a request.
 * @see {@link https://github.com/denoland/deno/issues/35610}
 * @see {@link https://github.com/oven-sh/bun/issues/28706}
 */
export function freshConnection(globals: Globals = globalThis as Globals): FreshConnection | undefined {
  const { Deno, Bun } = globals
  if (Deno !== undefined) {
    const version = Deno.version?.deno
    if (!isAtLeast(version, safeDeno) || Deno.createHttpClient === undefined) {
      throw resendsError(`Deno ${version ?? ''}`, 'Deno 2.9.6')
    }
    denoClient ??= Deno.createHttpClient({ poolMaxIdlePerHost: 0 })
    return { freshConnection: true, client: denoClient }
  }
  if (Bun === undefined || isAtLeast(Bun.version, safeBun)) return undefined
  if (!isAtLeast(Bun.version, minBun)) throw resendsError(`Bun ${Bun.version ?? ''}`, 'Bun 1.4')
  return { freshConnection: true, keepalive: false }
}

function isAtLeast(version: string | undefined, minimum: readonly number[]): boolean {
  const parts = (version ?? '').split('.').map(Number)
  const at = minimum.findIndex((part, index) => parts[index] !== part)
  return at === -1 || (parts[at] ?? 0) > (minimum[at] ?? 0)
}

function resendsError(runtime: string, safe: string): Error {
  const message = `${runtime} may resend unsafe requests on its own; update to ${safe}`
  return Object.assign(new Error(message), { code: 'ERR_RUNTIME_RESENDS' })
}
