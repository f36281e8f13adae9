/**
 * The reason why a request could not be sent through a proxy. The message contains no URL, and so no user name or password. The
 * clients recognize the codes by their prefix and report the outcome `not-sent`.
 */
export class ProxyError extends Error {
  override readonly name = 'ProxyError'
  readonly code: `ERR_PROXY_${string}`

  constructor(code: `ERR_PROXY_${string}`, message: string) {
    super(message)
    this.code = code
  }
}
