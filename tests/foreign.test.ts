import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { startEmulator } from '@trtc-call/emulator'
import { CallClient, createNodeTransport, mintUserSig } from '@trtc-call/node'
import { callDocument } from '@trtc-call/spec/documents'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCommand } from '../scripts/release/run-command.ts'
import { keptTools } from './kept-tools.ts'

const dependencies = { '@hey-api/openapi-ts': '0.99.0', '@stoplight/prism-cli': '5.16.0', typescript: '5.9.3' }
const root = fileURLToPath(new URL('..', import.meta.url))
const documentFile = (family: string) => join(root, 'packages', 'spec', 'dist', 'openapi', `${family}.json`)

let tools: string
let folder: string

beforeAll(async () => {
  tools = await keptTools({ dependencies })
  folder = await mkdtemp(join(tmpdir(), 'trtc-call-foreign-'))
  // The generator writes code; the folder makes it modules.
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }')
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** Generates a client with another generator and gives its folder. */
async function generate(family: 'call' | 'trtc'): Promise<string> {
  const output = join(folder, family)
  const program = join(tools, 'node_modules', '@hey-api', 'openapi-ts', 'bin', 'run.js')
  await runCommand('node', [program, '--input', documentFile(family), '--output', output], { cwd: tools })
  return output
}

describe.each([
  ['call', 'startCallByRobot'],
  ['trtc', 'startStreamIngest'],
] as const)('openapi-ts takes the %s document', (family, operation) => {
  test('and what it makes of it compiles, strictly, with wrong requests refused', async () => {
    await generate(family)
    const program = `import { ${operation} } from './${family}/index'\nexport const send = ${operation}\n`
    await writeFile(join(folder, `${family}-right.ts`), program)
    expect(await typeErrors(`${family}-right.ts`)).toBe('')
    const wrong = `${program}send({ body: { NoSuchField: 1 } })\n`
    await writeFile(join(folder, `${family}-wrong.ts`), wrong)
    expect(await typeErrors(`${family}-wrong.ts`)).toMatch(/wrong\.ts\(3,/)
  })
})

test('the client that openapi-ts makes rings on the emulator', async () => {
  const output = await generate('call')
  const outfile = join(folder, 'call.mjs')
  await build({ entryPoints: [join(output, 'sdk.gen.ts')], bundle: true, format: 'esm', outfile, logLevel: 'error' })
  const { startCallByRobot } = await import(pathToFileURL(outfile).href)
  const emulator = await startEmulator()
  try {
    const { sdkAppId, sdkSecretKey, identifier } = emulator.credentials
    const { value } = mintUserSig({ sdkAppId, sdkSecretKey, userId: identifier, lifetimeMs: 3_600_000 })
    const { data } = await startCallByRobot({
      baseUrl: emulator.clientOptions.endpoints.call,
      query: { sdkappid: sdkAppId, identifier, usersig: value, random: 1, contenttype: 'json' },
      body: { Robot_Account: 'robot', CalleeList_Account: ['jack'], Timeout: 30_000, CallInfo: { MediaType: 'Audio' } },
    })
    expect(data).toMatchObject({ ErrorCode: 0 })
    expect(emulator.rings('jack')).toBe(1)
  } finally {
    await emulator.close()
  }
})

describe('Prism mocks the Call document for our client', () => {
  let prism: ChildProcess
  let url: string
  const statuses: number[] = []

  beforeAll(async () => {
    const program = join(tools, 'node_modules', '@stoplight', 'prism-cli', 'dist', 'index.js')
    const parameters = ['mock', documentFile('call'), '--host', '127.0.0.1', '--port', '0', '--errors']
    prism = spawn('node', [program, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] })
    url = await listening(prism)
  })

  afterAll(async () => {
    const ended = once(prism, 'exit')
    prism.kill()
    await ended
  })

  function client(): CallClient {
    const transport = createNodeTransport()
    return new CallClient({
      ...{
        sdkAppId: 1400000000,
        site: 'china',
        identifier: 'administrator',
        sdkSecretKey: 'a'.repeat(64),
        endpoint: url,
      },
      fetch: async (...request) => {
        const response = await transport(...request)
        statuses.push(response.status)
        return response
      },
    })
  }

  test('it answers a request with what the document shows, and the client reads it', async () => {
    const reply = await client().startCallByRobot({
      Robot_Account: 'robot',
      CalleeList_Account: ['jack'],
      Timeout: 30_000,
      CallInfo: { MediaType: 'Video', RoomId: 'room-42', RoomIdType: 2 },
    })
    expect(statuses.splice(0)).toEqual([200])
    // The client hands out what is inside the envelope, with the id of the request.
    const { RequestId, Response } = shownReply('start_call_by_robot')
    expect(reply).toEqual({ ...Response, RequestId })
  })

  test('it has nothing to say against any request that our client can send', async () => {
    const calls = client()
    await calls.getCallInfo({ CallId: 'call-1' })
    await calls.endCall({ CallId: 'call-1' })
    await calls.getCallback({})
    await calls.accountImport({ UserID: 'robot', Nick: 'Robot' })
    await calls.queryOnlineStatus({ To_Account: ['jack'] })
    expect(statuses.splice(0)).toEqual([200, 200, 200, 200, 200])
  })

  test('it refuses what the document does not allow, and the client says that it was no proper answer', async () => {
    const refused = client().raw('call_engine_http_srv/start_call_by_robot', { Robot_Account: 'robot' })
    await expect(refused).rejects.toMatchObject({ code: 'ERR_PROTOCOL' })
    expect(statuses.splice(0)).toEqual([422])
  })
})

/** The first body that the document shows as an answer to a command. */
function shownReply(command: string): { readonly RequestId: string; readonly Response: object } {
  const path = Object.keys(callDocument.paths).find((key) => key.endsWith(`/${command}`)) ?? ''
  const { post } = callDocument.paths[path] as {
    post: { responses: { 200: { content: { 'application/json': { examples: object } } } } }
  }
  return Object.values(post.responses[200].content['application/json'].examples)[0].value
}

async function typeErrors(file: string): Promise<string> {
  const strict = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom,dom.iterable']
  const module = ['--module', 'esnext', '--moduleResolution', 'bundler']
  const tsc = join(tools, 'node_modules', 'typescript', 'bin', 'tsc')
  return runCommand('node', [tsc, ...strict, ...module, file], { cwd: folder }).then(
    () => '',
    (error: Error) => error.message,
  )
}

async function listening(prism: ChildProcess): Promise<string> {
  if (prism.stdout === null) throw new Error('Prism has no output to read its address from.')
  for await (const line of createInterface(prism.stdout)) {
    const [, url] = /listening on (http:\S+)/.exec(line) ?? []
    if (url === undefined) continue
    prism.stdout.resume()
    return url
  }
  throw new Error('Prism ended before it listened.')
}
