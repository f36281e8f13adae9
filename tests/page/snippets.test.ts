import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startEmulator } from '@trtc-call/emulator'
import { createTrtcCall } from '@trtc-call/node'
import { expect, onTestFinished, test } from 'vitest'
import type { RequestDocument } from '../../packages/emulator/page/model/request-document.ts'
import { asCurl, asTypeScript } from '../../packages/emulator/page/model/snippets.ts'

const cli = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url))

async function start() {
  const emulator = await startEmulator()
  onTestFinished(() => emulator.close())
  const { sdkAppId, sdkSecretKey, secretId, secretKey } = emulator.credentials
  const environment = {
    // Without the developer's environment with its profiles and proxies.
    PATH: process.env.PATH,
    TRTC_SDK_APP_ID: String(sdkAppId),
    TRTC_SDK_SECRET_KEY: sdkSecretKey,
    TENCENTCLOUD_SECRET_ID: secretId,
    TENCENTCLOUD_SECRET_KEY: secretKey,
  }
  const shown = async (index: number): Promise<RequestDocument> => {
    const response = await fetch(`${emulator.url}/_emulator/requests/${index}`)
    return (await response.json()) as RequestDocument
  }
  const run = async (script: string) => {
    const shell = `trtc-call() { '${process.execPath}' '${cli}' "$@"; }\n${script}`
    const { stdout } = await promisify(execFile)('bash', ['-c', shell], { env: environment })
    return JSON.parse(stdout)
  }
  return { emulator, ...createTrtcCall(emulator.clientOptions), shown, run }
}

test('a command copied as curl sends the same request', async () => {
  const { emulator, calls, shown, run } = await start()
  await calls.accountImport({ UserID: 'jack', Nick: 'O\'Neill "J"' })
  const script = asCurl(await shown(0), emulator.url)
  expect(await run(script)).toMatchObject({ ErrorCode: 0 })
  const [first, second] = emulator.requests()
  expect(second).toMatchObject({ command: first?.command, body: first?.body })
  expect(script).not.toContain(emulator.credentials.sdkSecretKey)
})

test('an action copied as curl signs itself', async () => {
  const { emulator, trtc, shown, run } = await start()
  await trtc.describeStreamIngest({ TaskId: 'no-such-task' })
  const script = asCurl(await shown(0), emulator.url)
  expect(await run(script)).toMatchObject({ Response: { Status: 'NotExist' } })
  const [first, second] = emulator.requests()
  expect(second).toMatchObject({ command: 'DescribeStreamIngest', body: first?.body, response: { code: 0 } })
  expect(script).not.toContain(emulator.credentials.secretKey)
})

test('a request copied as TypeScript is a call of the client', async () => {
  const { emulator, trtc, shown } = await start()
  await trtc.describeStreamIngest({ TaskId: 'no-such-task' })
  expect(asTypeScript(await shown(0))).toBe(`import { createTrtcCall } from '@trtc-call/node'

const { trtc } = createTrtcCall(emulator.clientOptions)
await trtc.describeStreamIngest({
  TaskId: "no-such-task"
})`)
  expect(emulator.requests()).toHaveLength(1)
})

test('an unknown command is sent to its path, an unknown action to /', async () => {
  const { emulator, shown, run } = await start()
  await fetch(`${emulator.url}/v4/call_engine_http_srv/start_call?sdkappid=1400000000`, { method: 'POST', body: '{}' })
  await fetch(emulator.url, { method: 'POST', body: '{}', headers: { 'x-tc-action': 'StartRadio' } })
  for (const index of [0, 1]) await run(asCurl(await shown(index), emulator.url))
  const names = emulator.requests().map(({ command }) => command)
  expect(names.slice(2)).toEqual(names.slice(0, 2))
})

test('the name of an unknown request is escaped in TypeScript', () => {
  const command = `x'); process.exit(1); ('"\\`
  const script = asTypeScript({ command, headers: {}, query: {}, body: {} } as unknown as RequestDocument)
  const [, written] = /raw\((.*), \{\}\)$/.exec(script) ?? []
  expect(new Function(`return ${written}`)()).toBe(command)
})
