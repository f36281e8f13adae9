import { ApiError } from '../api-error.ts'
import type { App } from '../app.ts'
import { parseTc3Authorization } from '../auth/tc3-authorization.ts'
import { sha256 } from '../auth/tc3-signature.ts'
import { judge } from '../auth/verify.ts'
import { firstApp, serverNow, type World } from '../emulator-state.ts'
import type { Exchange } from '../exchange.ts'
import { siteOfHost } from '../site-of-host.ts'

/** Checks who asks: an administrator's UserSig in the query, or a signature of the cloud account. */
export function authenticate(exchange: Exchange, world: World): void {
  const { family, query, request, rawBody, form } = exchange
  const { method = '', url = '', headers } = request
  const [, ...rawQuery] = url.split('?')
  const { settings } = whoAsks(exchange, world)
  if (family === 'call') checkSite(headers.host ?? '', settings)
  const bodyHash = family === 'trtc' ? sha256(rawBody) : ''
  exchange.evidence = {
    family,
    query,
    headers,
    method,
    rawQuery: rawQuery.join('?'),
    form,
    bodyHash,
    settings,
    now: serverNow(world),
  }
  judge(exchange.evidence)
}

/** The application that is named, or one of the account that is; where there is none the first, whose check will fail. */
function whoAsks(exchange: Exchange, world: World): App {
  const { family, query, request, form } = exchange
  const secretId = form?.common.SecretId ?? parseTc3Authorization(request.headers.authorization ?? '')?.secretId
  const app =
    family === 'call'
      ? world.apps.get(Number(query.get('sdkappid')))
      : [...world.apps.values()].find(({ settings }) => settings.secretId === secretId)
  if (app) exchange.app = app
  return app ?? firstApp(world)
}

/** Another site does not know the application, so it cannot judge a signature either. */
function checkSite(host: string, { site }: App['settings']): void {
  if (site === undefined) return
  const asked = siteOfHost(host)
  if (asked === undefined || asked === site) return
  throw new ApiError(60026, `the application lives on the site ${site}, and ${host} is a host of the site ${asked}`)
}
