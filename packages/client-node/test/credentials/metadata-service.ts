import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

const rolePath = '/latest/meta-data/cam/security-credentials/'

export interface Metadata {
  /** Bound to the instance; undefined: none is. */
  role?: string | undefined
  /** Instead of the role's credentials. */
  answer?: { readonly status: number; readonly body: string } | undefined
  /** Nobody answers any more. */
  silent?: boolean
  /** When the next credentials end, in seconds since 1970. */
  expiredTime?: number
}

/** A cloud instance's metadata service on loopback, whose state a test may change. */
export async function startMetadataService(state: Metadata = { role: 'player' }) {
  const paths: string[] = []
  let issued = 0
  const server = createServer(({ url = '' }, response) => {
    paths.push(url)
    if (state.silent) return
    const end = (status: number, body: string) => void response.writeHead(status).end(body)
    if (!url.startsWith(rolePath) || state.role === undefined) return end(404, '<html>not found</html>')
    if (url === rolePath) return end(200, `${state.role}\n`)
    if (state.answer !== undefined) return end(state.answer.status, state.answer.body)
    if (decodeURIComponent(url.slice(rolePath.length)) !== state.role) return end(404, 'no such role')
    const made = { TmpSecretId: `AKIDrole${++issued}`, TmpSecretKey: 'temporary', Token: 'role-token', Code: 'Success' }
    end(200, JSON.stringify({ ...made, ExpiredTime: state.expiredTime ?? 1_700_007_200, Expiration: 'unread' }))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, paths, state }
}
