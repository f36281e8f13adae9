import { ApiError } from '../api-error.ts'
import type { App } from '../app-state.ts'
import { parseTc3Authorization } from '../auth/tc3-authorization.ts'
import { sha256 } from '../auth/tc3-signature.ts'
import { verifyAuth } from '../auth/verify-auth.ts'
import { type EmulatorState, firstApp, serverNow } from '../emulator-state.ts'
import type { Exchange } from '../exchange.ts'
import { siteOfHost } from '../site-of-host.ts'

/** Identifies the application and verifies the signature: a UserSig in the query, or that of the cloud account. */
export function authenticate(exchange: Exchange, state: EmulatorState): void {
  const { family, query, request, rawBody, v1Request } = exchange
  const { method = '', url = '', headers } = request
  const [, ...rawQuery] = url.split('?')
  const { settings } = identifyApp(exchange, state)
  if (family === 'call') checkSite(headers.host ?? '', settings)
  const bodyHash = family === 'trtc' ? sha256(rawBody) : ''
  exchange.authInput = {
    family,
    query,
    headers,
    method,
    rawQuery: rawQuery.join('?'),
    v1Request,
    bodyHash,
    settings,
    now: serverNow(state),
  }
  verifyAuth(exchange.authInput)
}

/** Finds the named application, or one of the named account. Falls back to the first one, whose verification will fail. */
function identifyApp(exchange: Exchange, state: EmulatorState): App {
  const { family, query, request, v1Request } = exchange
  const secretId = v1Request?.common.SecretId ?? parseTc3Authorization(request.headers.authorization ?? '')?.secretId
  const app =
    family === 'call'
      ? state.apps.get(Number(query.get('sdkappid')))
      : [...state.apps.values()].find(({ settings }) => settings.secretId === secretId)
  if (app) exchange.app = app
  return app ?? firstApp(state)
}

/** Another site does not know the application, so this check precedes the signature. */
function checkSite(host: string, { site }: App['settings']): void {
  if (site === undefined) return
  const hostSite = siteOfHost(host)
  if (hostSite === undefined || hostSite === site) return
  throw new ApiError(60026, `the application is on the site ${site}, but ${host} is a host of the site ${hostSite}`)
}
