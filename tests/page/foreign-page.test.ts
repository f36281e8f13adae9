import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startEmulator } from '@trtc-call/emulator'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest'
import { findChromium } from '../runtimes/find-chromium.ts'

// A foreign web page must not control a developer's emulator, neither across origins nor with DNS rebinding to 127.0.0.1.

/** Maps a name to this machine and disables the browser's own protection of local networks. */
const flags = [
  '--host-resolver-rules=MAP page.test 127.0.0.1',
  '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests',
]

let browser: Browser

beforeAll(async () => {
  const { args = [], ...options } = await findChromium(inject('runtimes'))
  const unwanted = ['--single-process', '--disable-web-security', '--allow-running-insecure-content']
  browser = await chromium.launch({
    ...options,
    args: [...args.filter((each) => !unwanted.includes(each)), ...flags],
  })
})

afterAll(() => browser.close())

const action = '/?Action=StartStreamIngest&Version=2019-07-22&StreamUrl=http%3A%2F%2F127.0.0.1%3A9%2Fsecret'
const command = '/v4/call_config/set_callback?sdkappid=1400000000&identifier=administrator&usersig=x&random=1'

/** Sends requests in every way a page can. Runs in the page. */
async function tryAll([base, paths]: readonly [string, readonly string[]]): Promise<void> {
  for (const path of paths) {
    const url = `${base}${path}`
    for (const method of ['GET', 'POST']) {
      for (const mode of ['no-cors', 'cors'] as const) {
        const headers = { 'content-type': method === 'POST' && mode === 'cors' ? 'application/json' : 'text/plain' }
        const init = method === 'POST' ? { method, mode, headers, body: '{}' } : { method, mode }
        await fetch(url, init).catch(() => {})
      }
    }
    await fetch(url, { referrerPolicy: 'no-referrer', headers: { accept: '*/*', 'accept-language': '*' } }).catch(
      () => {},
    )
    navigator.sendBeacon(url, '{}')
    for (const tag of ['img', 'script', 'video', 'iframe'] as const) {
      const element = document.createElement(tag)
      const settled = new Promise((resolve) => {
        element.addEventListener('load', resolve)
        element.addEventListener('error', resolve)
      })
      element.src = url
      document.body.append(element)
      await settled
    }
    const form = Object.assign(document.createElement('form'), { action: url, method: 'post', enctype: 'text/plain' })
    const frame = Object.assign(document.createElement('iframe'), { name: `target-${path}` })
    document.body.append(frame, form)
    const sent = new Promise((resolve) => frame.addEventListener('load', resolve))
    form.target = frame.name
    form.submit()
    await sent
  }
}

test.each([undefined, 'let-me-in'])('foreign pages cannot use the vendor’s paths (token: %s)', async (controlToken) => {
  const emulator = await startEmulator(controlToken === undefined ? {} : { controlToken })
  onTestFinished(() => emulator.close())
  const { port } = new URL(emulator.url)
  const elsewhere = await servePage()

  const other = await openPage(`http://page.test:${elsewhere}/`)
  await other.evaluate(tryAll, [emulator.url, [action, command]] as const)
  const rebound = await openPage(`http://page.test:${port}/`)
  await rebound.evaluate(tryAll, ['', [action, command]] as const)

  expect([emulator.requests(), emulator.tasks()]).toEqual([[], []])
  await fetch(`${emulator.url}${action}`)
  expect(emulator.requests()).toHaveLength(1)
})

/** Serves a page from another server than its requests go to, as after DNS rebinding. */
async function openPage(url: string): Promise<Page> {
  const page = await browser.newPage()
  onTestFinished(() => page.close())
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><body>' }))
  await page.goto(url)
  return page
}

async function servePage(): Promise<number> {
  const server = createServer((_, response) => response.end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}
