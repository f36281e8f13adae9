/** Whether a host name belongs to this machine. An IPv6 address is in brackets. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** Removes the query, which is often a credential, and the user info from a URL. */
export function maskUrl(url: string): string {
  return maskUserInfo(url.replace(/[?#].*$/s, ''))
}

/** Removes everything before the `@` of a URL. It also works for URLs with too few or too many slashes. */
export function maskUserInfo(url: string): string {
  const [, scheme = '', rest = url] = /^([a-z][a-z\d+.-]*:[\\/]*)(.*)$/is.exec(url) ?? []
  const [host = ''] = rest.split(/[\\/?#]/)
  return `${scheme}${rest.slice(host.lastIndexOf('@') + 1)}`
}
