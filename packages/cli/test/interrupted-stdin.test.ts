import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
/** More than a pipe holds: when all of it is written, the program has begun to read. */
const muchText = 'x'.repeat(1_000_000)

test.concurrent.each([
  ['usersig inspect', ['usersig', 'inspect']],
  ['webhook verify -', ['webhook', 'verify', '-', '--url', '/?a=b']],
  ['call end --handle -', ['call', 'end', '--handle', '-']],
  ['account check --user -', ['account', 'check', '--user', '-']],
  ['a key from stdin', ['account', 'check', '--user', 'jack', '--sdk-secret-key', '-']],
])('%s: Ctrl-C while stdin is read ends the command, and nothing is sent', async (_, args) => {
  const env = { TRTC_CALL_ENDPOINT: 'http://127.0.0.1:1', TRTC_SDK_APP_ID: '1400000000', TRTC_SITE: 'china' }
  const child = spawn(process.execPath, [main, ...args, '--json'], { env })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stdin.on('error', () => {})
  await new Promise((resolve) => child.stdin.write(muchText, resolve))
  child.kill('SIGINT')
  const [code] = await once(child, 'close')
  expect(code).toBe(130)
  expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'ERR_INTERRUPTED', outcome: 'not-sent' } })
})
