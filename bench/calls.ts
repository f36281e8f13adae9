import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { CallClient, createTc3Signer, createUserSigMinter, ingestRoom, stringRoom, TrtcClient } from '@trtc-call/node'
import axios from 'axios'
import vendor from 'tencentcloud-sdk-nodejs/tencentcloud/services/trtc/index.js'
import TLSSigAPIv2 from 'tls-sig-api-v2/TLSSigAPIv2.js'
import { compare, type Measured, type Variant } from './rounds.ts'

const inFlight = 16
const secretId = `AKID${'x'.repeat(32)}`
const secretKey = 'y'.repeat(32)
const sdkAppId = 1400000000
const sdkSecretKey = 'z'.repeat(64)

/** Measures startStreamIngest against the vendor's SDK, and startCallByRobot against axios and tls-sig-api-v2. */
export async function benchCalls(count: number, rounds: number): Promise<{ ingest: Measured[]; ring: Measured[] }> {
  const server = fork(new URL('server.js', import.meta.url))
  try {
    const [port] = (await once(server, 'message')) as [number]
    return {
      ingest: await compare(ingestVariants(port), count, rounds),
      ring: await compare(ringVariants(port), count, rounds),
    }
  } finally {
    await stop(server)
  }
}

function ingestVariants(port: number): Variant[] {
  const { value: UserSig } = createUserSigMinter({ sdkAppId, sdkSecretKey })({
    userId: 'robot',
    lifetimeMs: 86_400_000,
  })
  const room = ingestRoom(stringRoom('room-42'))
  const body = { ...room, UserId: 'robot', UserSig, StreamUrl: 'https://example.com/welcome.mp4' }
  const official = new vendor.trtc.v20190722.Client({
    credential: { secretId, secretKey },
    region: 'ap-guangzhou',
    profile: { httpProfile: { endpoint: `127.0.0.1:${port}`, protocol: 'http://' } },
  })
  const endpoint = `http://127.0.0.1:${port}`
  const trtc = new TrtcClient({ sdkAppId, edition: 'china', region: 'ap-guangzhou', secretId, secretKey, endpoint })
  const { signal } = new AbortController()
  const bare = bareClient(port)
  return [
    {
      name: "the vendor's SDK",
      run: (n) => many(n, () => official.StartStreamIngest({ SdkAppId: sdkAppId, ...body })),
    },
    { name: '@trtc-call/node', run: (n) => many(n, () => trtc.startStreamIngest(body, { signal })) },
    { name: 'bare node:http, same signature', run: (n) => many(n, () => bare({ SdkAppId: sdkAppId, ...body })) },
  ]
}

/** The minimum code for a response, without validation, deadline, retries or error mapping. */
function bareClient(port: number): (body: object) => Promise<unknown> {
  const agent = new Agent({ keepAlive: true })
  const sign = createTc3Signer({ secretId, secretKey, service: 'trtc' })
  const host = `127.0.0.1:${port}`
  const contentType = 'application/json; charset=utf-8'
  return (input) =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(input)
      const timestamp = Math.floor(Date.now() / 1000)
      const action = 'StartStreamIngest'
      const headers = {
        authorization: sign({ host, action, contentType, body, timestamp }).authorization,
        'content-type': contentType,
        'content-length': Buffer.byteLength(body),
        'x-tc-action': action,
        'x-tc-version': '2019-07-22',
        'x-tc-region': 'ap-guangzhou',
        'x-tc-timestamp': String(timestamp),
      }
      const sent = request({ host: '127.0.0.1', port, method: 'POST', path: '/', agent, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())))
      })
      sent.on('error', reject)
      sent.end(body)
    })
}

function ringVariants(port: number): Variant[] {
  const body = {
    Robot_Account: 'robot',
    CalleeList_Account: ['jack'],
    Timeout: 30_000,
    CallInfo: { MediaType: 'Video', RoomId: 'room-42', RoomIdType: 2 },
  } as const
  const endpoint = `http://127.0.0.1:${port}`
  const api = new TLSSigAPIv2.Api(sdkAppId, sdkSecretKey)
  const byHand = () => {
    const usersig = api.genUserSig('administrator', 86_400)
    const random = Math.floor(Math.random() * 2 ** 32)
    const params = { sdkappid: sdkAppId, identifier: 'administrator', usersig, random, contenttype: 'json' }
    return axios.post(`${endpoint}/v4/call_engine_http_srv/start_call_by_robot`, body, { params })
  }
  const calls = new CallClient({ sdkAppId, site: 'china', identifier: 'administrator', sdkSecretKey, endpoint })
  return [
    { name: 'axios and tls-sig-api-v2', run: (n) => many(n, byHand) },
    { name: '@trtc-call/node', run: (n) => many(n, () => calls.startCallByRobot(body)) },
  ]
}

/** `count` calls, `inFlight` at a time. */
async function many(count: number, call: () => Promise<unknown>): Promise<void> {
  let left = count
  const worker = async (): Promise<void> => {
    while (left-- > 0) await call()
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
}

async function stop(server: ChildProcess): Promise<void> {
  const exit = once(server, 'exit')
  server.disconnect()
  await exit
}
