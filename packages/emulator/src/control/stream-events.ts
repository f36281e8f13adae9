import { type ControlContext, responseSent } from './control-route.ts'

/** Frequent enough to keep proxies from closing the connection. */
const heartbeatMs = 15_000

/** Disconnects a client that stopped reading. It can reconnect with Last-Event-ID. */
const maxUnreadBytes = 8 * 1024 * 1024

/** Streams events as server-sent events, starting after Last-Event-ID. */
export function streamEvents({ state, request, response, query }: ControlContext): typeof responseSent {
  const since = Number(request.headers['last-event-id'] ?? query.get('lastEventId') ?? Number.NaN)
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('retry: 1000\n\n')
  const { timeline } = state
  if (Number.isFinite(since)) for (const entry of timeline.since(since)) response.write(frame(entry))
  const stop = timeline.on((event, id) => {
    if (response.writableLength > maxUnreadBytes) response.destroy()
    else response.write(frame({ id, event }))
  })
  const heartbeat = setInterval(() => response.write(': heartbeat\n\n'), heartbeatMs)
  heartbeat.unref()
  response.on('close', () => {
    stop()
    clearInterval(heartbeat)
  })
  return responseSent
}

function frame({ id, event }: { readonly id: number; readonly event: object }): string {
  return `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`
}
