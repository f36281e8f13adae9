import { fileURLToPath } from 'node:url'
import { startEmulator } from '@trtc-call/emulator'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startProxy, startVendor } from '../../client-node/test/proxied.ts'
import { doctor, emulate, findingOf, findingsOf } from './doctor/run-doctor.ts'
import { documentOf, envFor, runCli } from './run-cli.ts'

const certificate = new URL('../../client-node/test/certificates/only-for-tests.cert.pem', import.meta.url)
const app = {
  TRTC_SDK_APP_ID: '1400000000',
  TRTC_SDK_SECRET_KEY: 'key-of-this-test',
  TRTC_SITE: 'china',
  NODE_EXTRA_CA_CERTS: fileURLToPath(certificate),
}
const ring = ['call', 'start', '--robot', 'robot', '--callee', 'jack', '--json']
const refusal = 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'

describe('requests go through the proxy', () => {
  test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])(
    'that %s names, without a scheme and with a password',
    async (name) => {
      const vendor = await startVendor()
      const proxy = await startProxy({ to: vendor.port })
      const ran = await runCli([...ring, '--verbose'], { ...app, [name]: `user:p4ssw0rd@${proxy.host}` })
      expect(ran).toMatchObject({ code: 0 })
      expect(documentOf(ran)).toMatchObject({ callId: 'rung' })
      const authorization = `Basic ${Buffer.from('user:p4ssw0rd').toString('base64')}`
      expect(proxy.tunnels).toMatchObject([{ target: 'console.tim.qq.com:443', authorization }])
      expect(vendor.paths).toHaveLength(1)
      expect(ran.stdout + ran.stderr).not.toMatch(/p4ssw0rd|cDRzc3cwcm/)
    },
  )

  test('also those of dial, which are watched', async () => {
    const proxy = await startProxy({ answer: refusal })
    const ran = await runCli(['dial', ...ring.slice(2)], { ...app, HTTPS_PROXY: `http://user:p4ssw0rd@${proxy.host}` })
    expect(ran.code).toBe(5)
    expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_CONNECTION', outcome: 'not-sent' } })
    expect(ran.stderr).toContain(`the proxy ${proxy.host} refused the user name and password (407)`)
    expect(ran.stdout + ran.stderr).not.toMatch(/p4ssw0rd|cDRzc3cwcm/)
  })
})

test('an unusable proxy: the error names its variable, not its value', async () => {
  const ran = await runCli(ring, { ...app, HTTPS_PROXY: 'socks5://user:p4ssw0rd@proxy.example' })
  expect(ran).toMatchObject({ code: 5, stderr: expect.stringContaining('HTTPS_PROXY must be an http or https URL') })
  expect(ran.stdout + ran.stderr).not.toContain('p4ssw0rd')
})

test('this machine, and what NO_PROXY names, is reached directly', async () => {
  const proxy = await startProxy({ answer: refusal })
  const emulator = await startEmulator()
  onTestFinished(() => emulator.close())
  const variables = { HTTPS_PROXY: proxy.host, HTTP_PROXY: proxy.host, ALL_PROXY: proxy.host }
  expect(await runCli(ring, { ...envFor(emulator), ...variables })).toMatchObject({ code: 0 })
  const vendor = await startVendor()
  // The same port of this machine, by an address that is not loopback's.
  const elsewhere = { ...app, ...variables, TRTC_CALL_ENDPOINT: `https://0.0.0.0:${vendor.port}` }
  expect(await runCli(ring, { ...elsewhere, NO_PROXY: 'example.com,0.0.0.0/8' })).toMatchObject({ code: 0 })
  expect(proxy.tunnels).toHaveLength(0)
  expect(await runCli(ring, elsewhere)).toMatchObject({ code: 5 })
  expect(proxy.tunnels).not.toHaveLength(0)
})

describe('doctor', () => {
  test('says that there is a proxy, without its password, and asks it for no stream', async () => {
    const proxy = await startProxy({ answer: refusal })
    const { env } = await emulate()
    const HTTPS_PROXY = `http://user:p4ssw0rd@${proxy.host}`
    const ran = await doctor({ ...env, HTTPS_PROXY, NO_PROXY: 'example.com' }, '--stream', 'https://vendor.test/a.mp4')
    const what = 'requests go through the proxy of HTTPS_PROXY, except to the hosts in NO_PROXY'
    expect(findingOf(findingsOf(ran), 'proxy')).toMatchObject({ state: 'ok', summary: expect.stringContaining(what) })
    expect(findingOf(findingsOf(ran), 'stream')).toMatchObject({ state: 'skipped' })
    expect(ran.stdout + ran.stderr).not.toContain('p4ssw0rd')
    expect(proxy.tunnels).toHaveLength(0)
  })

  test('says why the proxy lets nothing through', async () => {
    const proxy = await startProxy({ answer: refusal })
    const ran = await doctor({ ...app, HTTPS_PROXY: proxy.host })
    const bad = findingsOf(ran).find(({ state }) => state === 'failed')
    expect(bad).toMatchObject({ cause: expect.stringContaining('407'), fix: expect.stringContaining('HTTPS_PROXY') })
  })
})
