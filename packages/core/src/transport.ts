/** What is handed to the network: the subset of `RequestInit` that every runtime takes. */
export interface TransportInit {
  readonly method: 'POST'
  readonly headers: Record<string, string>
  readonly body: string
  /** Never `follow`: the URL or the headers carry a signature that no other host may see. */
  readonly redirect: 'manual'
  /**
   * Present where the runtime may send a request again on its own and this one must not be: take a connection that no other
   * request has used. What makes the runtime's own fetch do so is there beside it.
   */
  readonly freshConnection?: true
  /** Made when it is first read. */
  readonly signal: AbortSignal
  /** The same news without an AbortSignal, for a transport of one's own; at most one listener. */
  onAbort(listener: (reason: unknown) => void): void
}

/** What comes back: the subset of `Response` that is read. */
export interface TransportResponse {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** A web stream is read instead of `text`, so that an endless response can be cut off; anything else is left alone. */
  readonly body?: unknown
  /** Whether the body has been read: then `text` has to give it. */
  readonly bodyUsed?: boolean
  text(): Promise<string>
}

/**
 * The global `fetch` is one; the Node client brings another on `node:https`. A transport that knows that no byte of the
 * request has left rejects with an error whose `notSent` is true: such a request may be sent again, so be certain.
 */
export interface Transport {
  (url: string, init: TransportInit): Promise<TransportResponse>
  /** It rejects as soon as `onAbort` says so; of other transports the client keeps the time itself. */
  readonly settlesOnAbort?: true
}

/** What a transport rejects with. */
export interface TransportFailure {
  readonly notSent?: boolean
}
