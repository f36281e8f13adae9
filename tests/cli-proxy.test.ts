import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { createConsumer } from './consumer.ts'

test('the command line, as npx installs it, uses the proxy of the environment', async () => {
  const consumer = await createConsumer({ tarballs: inject('tarballs'), packages: ['@trtc-call/cli'] })
  onTestFinished(() => consumer.remove())
  const targets: (string | undefined)[] = []
  const proxy = createServer().on('connect', ({ url }, socket) => {
    targets.push(url)
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  onTestFinished(() => void proxy.close())
  const main = join(consumer.folder, 'node_modules/@trtc-call/cli/dist/main.js')
  const env = {
    TRTC_SDK_APP_ID: '1400000000',
    TRTC_SDK_SECRET_KEY: 'key-of-this-test',
    TRTC_SITE: 'china',
    HTTPS_PROXY: `127.0.0.1:${(proxy.address() as AddressInfo).port}`,
  }
  const child = execFile(process.execPath, [main, 'call', 'start', '--robot', 'robot', '--callee', 'jack'], { env })
  let stderr = ''
  child.stderr?.on('data', (text) => {
    stderr += text
  })
  const [code] = await once(child, 'close')
  expect({ code, stderr }).toEqual({ code: 5, stderr: expect.stringContaining('refused to open a tunnel') })
  expect(targets).toContain('console.tim.qq.com:443')
})
