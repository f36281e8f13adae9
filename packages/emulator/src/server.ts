import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { admit, isForControl } from './control/serve-control.ts'
import type { World } from './emulator-state.ts'
import { run } from './pipeline.ts'

/** A listening server. */
export interface Listening {
  readonly url: string
  /** Ends every connection, also the ones that hang. */
  close(): Promise<void>
}

/** Answers what is meant for the emulator itself. */
type Control = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Listens. @throws the system's error, such as EADDRINUSE. */
export async function listen(world: World, control: Control): Promise<Listening> {
  const { host, port } = world.settings
  // The Date header is set by the answer, as the clock may be skewed on purpose.
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    response.sendDate = false
    if (isForControl(request)) void control(request, response)
    else if (admit(request, response, world)) void run(request, response, world)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: bound } = server.address() as AddressInfo
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`, close: () => shut(server) }
}

async function shut(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await closed
}
