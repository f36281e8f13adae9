import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Emulator } from '../emulator.ts'
import type { EmulatorState } from '../emulator-state.ts'
import { OptionError } from '../options/option-error.ts'
import { ControlError } from './control-error.ts'
import { type ControlRoute, matchPath, responseSent } from './control-route.ts'
import { controlRoutes } from './control-routes.ts'
import { assertAccess } from './guard.ts'
import { readJson } from './read-json.ts'
import { rejectBrowsers } from './reject-browsers.ts'

const base = '/_emulator'

/** Keeps pages of other origins from embedding a response. */
const sameOriginHeaders = { 'cross-origin-resource-policy': 'same-origin', 'x-content-type-options': 'nosniff' }

/** Whether a request is for the emulator's own paths. */
export function isForControl({ url = '', method, headers }: IncomingMessage): boolean {
  const [path = ''] = url.split('?')
  if (path === base || path.startsWith(`${base}/`) || path === '/healthz') return true
  // A browser that opens the URL is redirected to the page.
  return path === '/' && method === 'GET' && /\btext\/html\b/.test(headers.accept ?? '')
}

/** Serves the control API with JSON; errors are `{ error, field?, reason? }` with status 400, 403, 404 or 405. Never throws. */
export async function serveControl(
  request: IncomingMessage,
  response: ServerResponse,
  { state, emulator }: { readonly state: EmulatorState; readonly emulator: Emulator },
): Promise<void> {
  response.sendDate = true
  try {
    const [path = '', ...rest] = (request.url ?? '').split('?')
    if (path === '/' || path === base) return redirect(response, rest)
    // Before the access check, because load balancers use any Host header.
    if (path === '/healthz') return sendJson(response, 200, { ok: true })
    assertAccess(request, response, state.settings)
    const { route, params } = findRoute(request.method ?? '', path)
    const body = route.method === 'POST' ? await readJson(request) : {}
    const query = new URLSearchParams(rest.join('?'))
    const result = await route.run({ state, emulator, request, response, params, query, body })
    if (result !== responseSent) sendJson(response, 200, result ?? { ok: true })
  } catch (error) {
    sendError(response, error)
  }
}

/** Returns whether a request may use the vendor's paths. If not, it sends the error. */
export function admitVendorRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { settings }: EmulatorState,
): boolean {
  try {
    rejectBrowsers(request, settings)
    return true
  } catch (error) {
    // The body is not read.
    response.setHeader('connection', 'close')
    sendError(response, error)
    return false
  }
}

function findRoute(method: string, path: string): { route: ControlRoute; params: Record<string, string> } {
  const matching = controlRoutes.flatMap((route) => {
    const params = matchPath(route.path, path)
    return params ? [{ route, params }] : []
  })
  const [first] = matching
  if (!first) throw new ControlError(404, `this path does not exist; GET ${base}/state shows the whole state`)
  const wanted = method === 'HEAD' ? 'GET' : method
  const found = matching.find(({ route }) => route.method === wanted)
  if (found) return found
  throw new ControlError(405, `the method must be ${matching.map(({ route }) => route.method).join(' or ')}`)
}

function redirect(response: ServerResponse, query: readonly string[]): void {
  const search = query.length === 0 ? '' : `?${query.join('?')}`
  response.writeHead(302, { location: `${base}/${search}`, 'content-length': 0 }).end()
}

/** Errors of the emulator's methods are the caller's mistakes. */
function sendError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy()
  const status = error instanceof ControlError ? error.status : 400
  const message = error instanceof Error ? error.message : String(error)
  const fields = error instanceof OptionError ? { field: error.field, reason: error.reason } : {}
  sendJson(response, status, { error: message, ...fields })
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const text = JSON.stringify(value)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...sameOriginHeaders,
  }
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text)
}
