/** Whether a URL leads to this machine by http or https: only such streams are fetched. */
export function isFetchable(url: URL): boolean {
  return (url.protocol === 'http:' || url.protocol === 'https:') && isLoopback(url.hostname)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** A stream URL fit to be shown: its query is often a credential, and so is what stands before an `@`. */
export function withoutSecrets(streamUrl: string): string {
  const bare = streamUrl.replace(/[?#].*$/s, '')
  return bare.replace(/^([a-z]+:\/\/)[^/]*@/, '$1')
}
