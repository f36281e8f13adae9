declare module 'proxy-from-env' {
  /** The proxy's URL by the environment, or an empty string. */
  export function getProxyForUrl(url: string): string
}
