import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Emulator } from '../emulator.ts'
import type { World } from '../emulator-state.ts'
import { ControlError } from './control-error.ts'
import { answered, type ControlRoute, matchPath } from './control-route.ts'
import { controlRoutes } from './control-routes.ts'
import { guard } from './guard.ts'
import { readJson } from './read-json.ts'
import { refusePages } from './reject-browsers.ts'

const ours = '/_emulator'

/** No page of elsewhere may show it, not even as a picture or a script. */
const forThisPageAlone = { 'cross-origin-resource-policy': 'same-origin', 'x-content-type-options': 'nosniff' }

/** Whether a request is meant for the emulator itself, not for the vendor. */
export function isForControl({ url = '', method, headers }: IncomingMessage): boolean {
  const [path = ''] = url.split('?')
  if (path === ours || path.startsWith(`${ours}/`) || path === '/healthz') return true
  // Both families are POST only; a browser that opens the address wants to see something.
  return path === '/' && method === 'GET' && /\btext\/html\b/.test(headers.accept ?? '')
}

/** Answers what is ours: JSON, and `{ error }` with 400, 403, 404 or 405. Never throws. */
export async function serveControl(
  request: IncomingMessage,
  response: ServerResponse,
  { world, emulator }: { readonly world: World; readonly emulator: Emulator },
): Promise<void> {
  response.sendDate = true
  try {
    const [path = '', ...rest] = (request.url ?? '').split('?')
    if (path === '/' || path === ours) return redirect(response, rest)
    // Asked by load balancers, under whatever name they know.
    if (path === '/healthz') return sendJson(response, 200, { ok: true })
    guard(request, response, world.settings)
    const { route, params } = findRoute(request.method ?? '', path)
    const body = route.method === 'POST' ? await readJson(request) : {}
    const query = new URLSearchParams(rest.join('?'))
    const result = await route.run({ world, emulator, request, response, params, query, body })
    if (result !== answered) sendJson(response, 200, result ?? { ok: true })
  } catch (error) {
    refuse(response, error)
  }
}

/** Whether a request may go on to the vendor's paths; one that may not is answered. */
export function admit(request: IncomingMessage, response: ServerResponse, { settings }: World): boolean {
  try {
    refusePages(request, settings)
    return true
  } catch (error) {
    // Nobody reads the body that may follow.
    response.setHeader('connection', 'close')
    refuse(response, error)
    return false
  }
}

function findRoute(method: string, path: string): { route: ControlRoute; params: Record<string, string> } {
  const here = controlRoutes.flatMap((route) => {
    const params = matchPath(route.path, path)
    return params ? [{ route, params }] : []
  })
  const [first] = here
  if (!first) throw new ControlError(404, `there is nothing at this path; GET ${ours}/state shows all there is`)
  const asked = method === 'HEAD' ? 'GET' : method
  const found = here.find(({ route }) => route.method === asked)
  if (found) return found
  throw new ControlError(405, `the method must be ${here.map(({ route }) => route.method).join(' or ')}`)
}

function redirect(response: ServerResponse, query: readonly string[]): void {
  const search = query.length === 0 ? '' : `?${query.join('?')}`
  response.writeHead(302, { location: `${ours}/${search}`, 'content-length': 0 }).end()
}

/** A TypeError of the library is the caller's mistake here, too. */
function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy()
  const status = error instanceof ControlError ? error.status : 400
  const what = error instanceof Error ? error.message : String(error)
  sendJson(response, status, { error: what })
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...forThisPageAlone,
  }
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text)
}
