import type { Emulator } from '../../src/index.ts'
import { signTc3, type Tc3Parts } from './tc3.ts'
import { mint, type SigFields } from './user-sig.ts'

export type Reply = Record<string, unknown> & { ErrorCode?: number; ErrorInfo?: string; Response?: ActionReply }
export type ActionReply = Record<string, unknown> & { Error?: { Code: string; Message: string } }

const nowSeconds = () => Math.floor(Date.now() / 1000)

/** A client for both interfaces, written from the vendor's documentation only. */
export function createRawClient(emulator: Emulator, ofApp = emulator.credentials.sdkAppId) {
  const { sdkAppId, sdkSecretKey, identifier, secretId, secretKey } = emulator.app(ofApp).credentials
  const sig = (userId: string, changes: Partial<SigFields> = {}) =>
    mint({ sdkAppId, sdkSecretKey, userId, time: nowSeconds(), expire: 3600, ...changes })

  function send(
    path: string,
    body: unknown,
    query: Record<string, string | undefined> = {},
    signal: AbortSignal | null = null,
  ): Promise<Response> {
    const base = { sdkappid: String(sdkAppId), identifier, usersig: sig(identifier), random: '1', contenttype: 'json' }
    const given = Object.entries({ ...base, ...query }).filter(([, value]) => value !== undefined)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const search = new URLSearchParams(given as [string, string][])
    return fetch(`${emulator.url}/v4/${path}?${search}`, { method: 'POST', body: text, signal })
  }

  async function command(...request: Parameters<typeof send>): Promise<Reply> {
    const response = await send(...request)
    if (response.status !== 200) throw new Error(`status ${response.status}`)
    return (await response.json()) as Reply
  }

  async function action(
    name: string,
    body: unknown,
    changes: Partial<Tc3Parts> & { headers?: Record<string, string | undefined>; sentBody?: string } = {},
  ): Promise<ActionReply> {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const host = new URL(emulator.url).host
    const signed = signTc3({ secretId, secretKey, host, action: name, body: text, timestamp: nowSeconds(), ...changes })
    const headers = Object.entries({ ...signed, ...changes.headers }).filter(([, value]) => value !== undefined)
    const init = { method: 'POST', headers: headers as [string, string][], body: changes.sentBody ?? text }
    const response = await fetch(emulator.url, init)
    if (response.status !== 200) throw new Error(`status ${response.status}`)
    return ((await response.json()) as { Response: ActionReply }).Response
  }

  async function ring(callees: string[], changes: Record<string, unknown> = {}): Promise<string> {
    const CallInfo = { MediaType: 'Video', RoomId: 'room-42', RoomIdType: 2 }
    const body = { Robot_Account: 'robot', CalleeList_Account: callees, Timeout: 30_000, CallInfo, ...changes }
    const reply = await command('call_engine_http_srv/start_call_by_robot', body)
    if (reply.ErrorCode !== 0) throw new Error(`ring refused: ${reply.ErrorCode} ${reply.ErrorInfo}`)
    return String(reply.Response?.CallId)
  }

  const ingest = (changes: Record<string, unknown> = {}) => ({
    SdkAppId: sdkAppId,
    RoomId: 'room-42',
    RoomIdType: 1,
    UserId: 'robot',
    UserSig: sig('robot'),
    StreamUrl: 'https://media.example/welcome.mp4?token=secret',
    ...changes,
  })

  return { sig, send, command, action, ring, ingest, sdkAppId, cloud: { secretId, secretKey } }
}

export type RawClient = ReturnType<typeof createRawClient>
