import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How a server can repeat all that it was sent, or answer nothing. */
export const hostilities = ['refusal', 'names', 'page', 'half-json', 'redirect', 'drop'] as const
type Hostility = (typeof hostilities)[number]

/** A server that gives away whatever reaches it, and remembers the secrets that were in it. */
export interface HostileVendor {
  readonly url: string
  does: Hostility
  /** Every signature and token that has come, by where it stood. */
  readonly seen: Record<string, string>
  close(): void
}

export async function startHostileVendor(): Promise<HostileVendor> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      remember(vendor.seen, request, body)
      answer(vendor.does, request, response, body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const vendor: HostileVendor = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    does: 'refusal',
    seen: {},
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
  return vendor
}

function remember(seen: Record<string, string>, { url = '', headers }: IncomingMessage, body: string): void {
  const sent = JSON.parse(body) as Record<string, unknown>
  const count = Object.keys(seen).length
  const found = {
    usersig: new URL(url, 'http://localhost').searchParams.get('usersig'),
    signature: /Signature=(\w+)/.exec(headers.authorization ?? '')?.[1],
    bodyUserSig: sent.UserSig,
  }
  for (const [name, value] of Object.entries(found)) if (typeof value === 'string') seen[`${name} ${count}`] = value
}

function answer(does: Hostility, request: IncomingMessage, response: ServerResponse, body: string): void {
  const said = `${request.url} ${JSON.stringify(request.headers)} ${body} ${encodeURIComponent(body)}`
  const isCloud = 'x-tc-action' in request.headers
  const envelope = isCloud
    ? { Response: { Error: { Code: 'InvalidParameter.StreamUrl', Message: said }, RequestId: 'some-request' } }
    : { ActionStatus: 'FAIL', ErrorCode: 101002, ErrorInfo: said, RequestId: 'some-request' }
  const names = isCloud
    ? { Response: { Error: { Code: `InternalError.${said}`, Message: '' }, RequestId: said } }
    : { ActionStatus: 'FAIL', ErrorCode: 101002, ErrorInfo: '', RequestId: said }
  const json = JSON.stringify(envelope)
  switch (does) {
    case 'refusal':
      return void response.end(json)
    case 'names':
      return void response.end(JSON.stringify(names))
    case 'page':
      return void response.writeHead(502, { 'x-said': encodeURIComponent(said) }).end(`<html>${said}</html>`)
    case 'half-json':
      return void response.end(json.slice(0, -5))
    case 'redirect':
      return void response.writeHead(302, { location: `/?${encodeURIComponent(said)}` }).end()
    case 'drop':
      return void request.socket.destroy()
  }
}
