import { answered, type ControlContext } from './control-route.ts'

/** Often enough that no proxy takes the connection for dead. */
const heartbeatMs = 15_000

/** Somebody who does not read so much has gone to sleep; who wakes up asks again, with Last-Event-ID. */
const mostUnreadBytes = 8 * 1024 * 1024

/** Server-sent events: what is missing since Last-Event-ID, then what happens, as it happens. */
export function streamEvents({ world, request, response, query }: ControlContext): typeof answered {
  const since = Number(request.headers['last-event-id'] ?? query.get('lastEventId') ?? Number.NaN)
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  response.write('retry: 1000\n\n')
  const { timeline } = world
  if (Number.isFinite(since)) for (const entry of timeline.since(since)) response.write(frame(entry))
  const stop = timeline.on((event, id) => {
    if (response.writableLength > mostUnreadBytes) response.destroy()
    else response.write(frame({ id, event }))
  })
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs)
  heartbeat.unref()
  response.on('close', () => {
    stop()
    clearInterval(heartbeat)
  })
  return answered
}

function frame({ id, event }: { readonly id: number; readonly event: object }): string {
  return `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`
}
