import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { admitVendorRequest, isForControl } from './control/serve-control.ts'
import type { EmulatorState } from './emulator-state.ts'
import { handleRequest } from './pipeline.ts'

export interface RunningServer {
  readonly url: string
  /** Ends all connections, including hanging ones. */
  close(): Promise<void>
}

type ControlHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Starts the server. @throws the system's error, such as EADDRINUSE. */
export async function listen(state: EmulatorState, control: ControlHandler): Promise<RunningServer> {
  const { host, port } = state.settings
  // The response stage sets the Date header, because the server's clock can be skewed.
  const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    response.sendDate = false
    if (isForControl(request)) void control(request, response)
    else if (admitVendorRequest(request, response, state)) void handleRequest(request, response, state)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: bound } = server.address() as AddressInfo
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`, close: () => closeServer(server) }
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await closed
}
