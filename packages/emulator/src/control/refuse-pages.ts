import type { IncomingMessage } from 'node:http'
import { isLoopbackHost } from '../stream/loopback.ts'
import { ControlError } from './control-error.ts'
import type { GuardSettings } from './guard.ts'

/**
 * Keeps web pages of elsewhere off the vendor's paths. The keys that an emulator starts with are known to everybody, so a
 * signature keeps no page out: any site that a developer visits could ring phones here, or have callbacks posted to other
 * servers of this machine. Servers, which is what the vendor's clients are, send no Origin.
 *
 * @throws ControlError with status 403.
 */
export function refusePages({ headers }: IncomingMessage, { host, controlToken }: GuardSettings): void {
  const { origin } = headers
  const isElsewhere = origin === undefined ? headers['sec-fetch-site'] === 'cross-site' : !isHere(origin, host)
  // Beyond loopback an emulator has names that it does not know.
  const isOwn = controlToken !== undefined && origin === `http://${headers.host}`
  if (!isElsewhere || isOwn) return
  throw new ControlError(403, 'the request comes from a web page of elsewhere; send it from a server or a test')
}

function isHere(origin: string, host: string): boolean {
  const name = URL.canParse(origin) ? new URL(origin).hostname : ''
  return isLoopbackHost(name) || name === host || name === `[${host}]`
}
