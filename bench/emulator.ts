import { type ChildProcess, execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createTc3Signer, createUserSigMinter } from '@trtc-call/node'

/** Speed of the emulator; times are medians. */
export interface EmulatorResult {
  /** Time from the import to listening, in a new process. */
  readonly startMs: number
  /** Authenticated requests per second of CPU time. */
  readonly ringsPerSecond: number
  readonly looksPerSecond: number
}

interface Ready {
  readonly url: string
  readonly credentials: Credentials
}

interface Credentials {
  readonly sdkAppId: number
  readonly sdkSecretKey: string
  readonly identifier: string
  readonly secretId: string
  readonly secretKey: string
}

const inFlight = 16

/** Measures the start in a new process, then requests of both interfaces over loopback, without the CPU time of the senders. */
export async function benchEmulator(starts: number, count: number, rounds: number): Promise<EmulatorResult> {
  const startsMs: number[] = []
  for (let round = 0; round < starts; round++) startsMs.push(await startAfresh())
  const child = fork(new URL('emulator-server.js', import.meta.url))
  try {
    const [ready] = (await once(child, 'message')) as [Ready]
    const rings: number[] = []
    const looks: number[] = []
    for (let round = 0; round <= rounds; round++) {
      const rate = [await rateOf(child, count, ringer(ready)), await rateOf(child, count, poller(ready))] as const
      // The first round is a warm-up.
      if (round > 0)
        for (const [list, one] of [
          [rings, rate[0]],
          [looks, rate[1]],
        ] as const)
          list.push(one)
    }
    return { startMs: median(startsMs), ringsPerSecond: median(rings), looksPerSecond: median(looks) }
  } finally {
    const exit = once(child, 'exit')
    child.disconnect()
    await exit
  }
}

async function startAfresh(): Promise<number> {
  const script = `
const before = performance.now()
const { startEmulator } = await import('@trtc-call/emulator')
const emulator = await startEmulator()
process.stdout.write(String(performance.now() - before))
await emulator.close()`
  const options = { cwd: fileURLToPath(new URL('.', import.meta.url)) }
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], options)
  return Number(stdout)
}

type Send = () => Promise<unknown>

/** Requests per second of CPU time of the emulator's process. */
async function rateOf(child: ChildProcess, count: number, send: Send): Promise<number> {
  const before = await cpuMicroseconds(child)
  let left = count
  const worker = async (): Promise<void> => {
    while (left-- > 0) await send()
  }
  await Promise.all(Array.from({ length: inFlight }, worker))
  return count / (((await cpuMicroseconds(child)) - before) / 1e6)
}

async function cpuMicroseconds(child: ChildProcess): Promise<number> {
  child.send('cpu')
  const [{ user, system }] = (await once(child, 'message')) as [NodeJS.CpuUsage]
  return user + system
}

/** start_call_by_robot with a UserSig in the query. jack rejects immediately, so that calls do not accumulate. */
function ringer({ url, credentials: { sdkAppId, sdkSecretKey, identifier } }: Ready): Send {
  const { value: usersig } = createUserSigMinter({ sdkAppId, sdkSecretKey })({
    userId: identifier,
    lifetimeMs: 86_400_000,
  })
  const query = new URLSearchParams({
    sdkappid: String(sdkAppId),
    identifier,
    usersig,
    random: '1',
    contenttype: 'json',
  })
  const CallInfo = { MediaType: 'Video', RoomId: 'room-42', RoomIdType: 2 }
  const body = JSON.stringify({ Robot_Account: 'robot', CalleeList_Account: ['jack'], Timeout: 30_000, CallInfo })
  const post = poster(url, `/v4/call_engine_http_srv/start_call_by_robot?${query}`)
  return () => post(body, {}, '"ErrorCode":0')
}

/** DescribeStreamIngest, signed for every request. */
function poller({ url, credentials: { sdkAppId, secretId, secretKey } }: Ready): Send {
  const sign = createTc3Signer({ secretId, secretKey, service: 'trtc' })
  const { host } = new URL(url)
  const contentType = 'application/json; charset=utf-8'
  const action = 'DescribeStreamIngest'
  const post = poster(url, '/')
  let turn = 0
  return () => {
    const body = JSON.stringify({ SdkAppId: sdkAppId, TaskId: `task-${++turn}` })
    const timestamp = Math.floor(Date.now() / 1000)
    const headers = {
      authorization: sign({ host, action, contentType, body, timestamp }).authorization,
      'content-type': contentType,
      'x-tc-action': action,
      'x-tc-version': '2019-07-22',
      'x-tc-region': 'ap-guangzhou',
      'x-tc-timestamp': String(timestamp),
    }
    return post(body, headers, '"Status"')
  }
}

/** Sends a POST and rejects an unexpected response. */
function poster(url: string, path: string) {
  const agent = new Agent({ keepAlive: true })
  const { hostname: host, port } = new URL(url)
  return (body: string, headers: Readonly<Record<string, string>>, wanted: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const length = { 'content-length': Buffer.byteLength(body) }
      const sent = request(
        { host, port, method: 'POST', path, agent, headers: { ...headers, ...length } },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk) => chunks.push(chunk))
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString()
            if (text.includes(wanted)) resolve(text)
            else reject(new Error(`the emulator returned an error: ${text}`))
          })
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
