/**
 * What keeps a request from leaving by a proxy. Its message is ours alone: no URL, so no user name or password.
 * The clients know the codes by their beginning and say that nothing was sent.
 */
export class ProxyError extends Error {
  override readonly name = 'ProxyError'
  readonly code: `ERR_PROXY_${string}`

  constructor(code: `ERR_PROXY_${string}`, message: string) {
    super(message)
    this.code = code
  }
}
