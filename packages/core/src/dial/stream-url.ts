const privateHost =
  /^(localhost|.*\.(localhost|local|internal)|0\.0\.0\.0|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(1[6-9]|2\d|3[01])\..*|\[(::1?|f[cd].*|fe[89ab].*|::ffff:.*)\])$/i

/** Whether only machines near this one can reach the URL's host. The vendor's servers cannot. */
export function isPrivateHost(url: string): boolean {
  return URL.canParse(url) && privateHost.test(new URL(url.replace(/^rtmp:/i, 'http:')).hostname)
}
