import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { startProxy } from './proxied.ts'

const run = promisify(execFile)
const dist = fileURLToPath(new URL('../dist', import.meta.url))
const core = fileURLToPath(new URL('../../core', import.meta.url))
const init = `{ method: 'POST', headers: {}, body: '', redirect: 'manual', onAbort() {} }`

/** Returns what the built file prints in its own process, including failed requests. */
async function requestBy(file: string, options: object, env: Readonly<Record<string, string>> = {}) {
  const script = `
    import(${JSON.stringify(file)})
      .then(({ createProxyTransport }) => createProxyTransport(${JSON.stringify(options)})('https://vendor.test/', ${init}))
      .catch(({ code, message }) => console.log(code + ' ' + message))`
  // An empty environment: no proxy of the developer, and no NODE_PATH with which pnpm changes what `require` finds.
  return await run(process.execPath, ['--eval', script], { env })
}

test.each(['proxy.js', 'proxy.cjs'])(
  'without the package, %s can be imported and the error says what to install',
  async (file) => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'trtc-call-'))
    onTestFinished(() => rm(elsewhere, { recursive: true }))
    await cp(dist, elsewhere, { recursive: true })
    await mkdir(join(elsewhere, 'node_modules', '@trtc-call'), { recursive: true })
    await symlink(core, join(elsewhere, 'node_modules', '@trtc-call', 'core'))
    const { stdout } = await requestBy(join(elsewhere, file), { proxyUrl: 'http://127.0.0.1:1' })
    expect(stdout).toMatch(/^ERR_PROXY_PACKAGES .*npm install https-proxy-agent@9"$/m)
  },
)

test.each(['proxy.js', 'proxy.cjs'])('%s writes no password to the debug log', async (file) => {
  const { host } = await startProxy({ answer: 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n' })
  const proxyUrl = `http://us3rname:p4ssw0rd-of-test@${host}`
  const env = { DEBUG: '*', NODE_DEBUG: 'http,net,tls' }
  const { stdout, stderr } = await requestBy(join(dist, file), { proxyUrl }, env)
  expect(stdout).toMatch(/^ERR_PROXY_AUTHENTICATION /)
  expect(stderr).toContain('https-proxy-agent')
  expect(stderr).not.toMatch(/us3rname|p4ssw0rd/)
})
