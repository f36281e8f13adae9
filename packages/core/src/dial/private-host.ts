const privateName = /(^|\.)(localhost|local|internal)\.?$/i
// URL normalizes IPv4 addresses to four numbers, and puts IPv6 addresses in brackets.
const privateAddress =
  /^(0\.0\.0\.0|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])(\.\d+){2}|(127|10)(\.\d+){3}|(192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))(\.\d+){2}|\[(::1?|f[cd].*|fe[89ab].*|::ffff:.*)\])$/

/** Whether the URL's host is private, so that the vendor's servers cannot reach it. */
export function isPrivateHost(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { hostname } = new URL(url.replace(/^rtmp:/i, 'http:'))
  return privateName.test(hostname) || privateAddress.test(hostname)
}
