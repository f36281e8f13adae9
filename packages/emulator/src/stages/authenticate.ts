import { checkAdminQuery } from '../auth/admin-query.ts'
import { checkTc3 } from '../auth/tc3.ts'
import type { Exchange } from '../exchange.ts'
import { serverNow, type World } from '../world.ts'

/** Checks who asks: an administrator's UserSig in the query, or a TC3 signature in a header. */
export function authenticate({ family, query, request, rawBody }: Exchange, world: World): void {
  const { settings } = world
  const now = serverNow(world)
  if (family === 'call') checkAdminQuery(query, settings, now)
  else checkTc3({ headers: request.headers, body: rawBody }, { ...settings, now })
}
