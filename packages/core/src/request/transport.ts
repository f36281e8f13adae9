/** The request that a transport sends: the subset of `RequestInit` that every runtime accepts. */
export interface TransportInit {
  readonly method: 'POST'
  readonly headers: Record<string, string>
  readonly body: string
  /** Never `follow`: the URL or the headers contain a signature that no other host may see. */
  readonly redirect: 'manual'
  /**
   * Set if the runtime may resend requests on its own and this one must not be resent: use a connection that no other request has
   * used. The options that make the runtime's own fetch do so are set too.
   */
  readonly freshConnection?: true
  /** Created when it is first read. */
  readonly signal: AbortSignal
  /** Calls the listener when `signal` aborts, without creating an AbortSignal. At most one listener. */
  onAbort(listener: (reason: unknown) => void): void
}

/** The response of a transport: the subset of `Response` that is read. */
export interface TransportResponse {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** If it is a web stream, it is read instead of `text`, so that an endless response can be cut off. */
  readonly body?: unknown
  /** Whether the body has been read; then `text` must return it. */
  readonly bodyUsed?: boolean
  text(): Promise<string>
}

/**
 * Sends requests, such as the global `fetch`. A transport that is certain that no byte of the request was sent rejects with an
 * error whose `notSent` is true; the client may then resend the request.
 */
export interface Transport {
  (url: string, init: TransportInit): Promise<TransportResponse>
  /** Whether it rejects as soon as `onAbort` fires. For other transports the client enforces the timeout. */
  readonly settlesOnAbort?: true
}

/** Properties of an error that a transport rejects with. */
export interface TransportFailure {
  readonly notSent?: boolean
}
