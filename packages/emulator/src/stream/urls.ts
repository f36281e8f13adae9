/** Whether a host name is one of this machine; an IPv6 address stands in brackets. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** A stream URL fit to be shown: its query is often a credential, and so is what stands before an `@`. */
export function withoutSecrets(streamUrl: string): string {
  return withoutPassword(streamUrl.replace(/[?#].*$/s, ''))
}

/** An address without what stands before an `@`, however many slashes somebody wrote. */
export function withoutPassword(address: string): string {
  const [, scheme = '', rest = address] = /^([a-z][a-z\d+.-]*:[\\/]*)(.*)$/is.exec(address) ?? []
  const [host = ''] = rest.split(/[\\/?#]/)
  return `${scheme}${rest.slice(host.lastIndexOf('@') + 1)}`
}
