import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Emulator, type EmulatorOptions, startEmulator } from '@trtc-call/emulator'
import { createTrtcCall, type TrtcCall } from '@trtc-call/node'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium } from '../runtimes/find-chromium.ts'

/** An emulator, a client and a browser page for a scene. */
export interface Stage {
  readonly emulator: Emulator
  readonly client: TrtcCall & { readonly trtc: NonNullable<TrtcCall['trtc']> }
  readonly page: Page
  /** A video of two seconds. */
  readonly streamUrl: string
  readonly faceUrl: string
  /** URL of the callback receiver. */
  readonly hookUrl: string
  /** Commands of the received callbacks. */
  readonly hooks: string[]
}

/** Theme and size of the browser. */
export interface Look {
  readonly colorScheme: 'light' | 'dark'
  readonly width: number
  readonly height: number
}

/** Playwright's default of 30 seconds is too short for a busy machine. */
const longestMs = 300_000

/** One pixel. */
const face = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const video = new URL('../../packages/cli/assets/welcome.mp4', import.meta.url)
/** Removes the defaults for cloud functions: a single process, which dies with its first page, and disabled web security. */
const unwanted = ['--single-process', '--disable-web-security', '--allow-running-insecure-content']

/** Starts a browser that stages share. */
export async function openBrowser(runtimes: string): Promise<Browser> {
  const { args = [], ...options } = await findChromium(runtimes)
  return await chromium.launch({ ...options, args: args.filter((argument) => !unwanted.includes(argument)) })
}

/** Starts a stage. It sends nothing to other machines. */
export async function openStage(
  browser: Browser,
  { colorScheme, width, height }: Look,
  options: EmulatorOptions = {},
): Promise<Stage & { close(): Promise<void>; readonly faults: readonly string[] }> {
  const emulator = await startEmulator(options)
  const elsewhere = await serveElsewhere()
  const context = await browser.newContext({ colorScheme, viewport: { width, height }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(longestMs)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  const { controlToken } = options
  await page.goto(`${emulator.url}/_emulator/${controlToken === undefined ? '' : `?token=${controlToken}`}`)
  await page.locator('h1').waitFor()
  const client = createTrtcCall(emulator.clientOptions)
  return {
    ...{ emulator, client, page, faults },
    ...{ streamUrl: `${elsewhere.url}/welcome.mp4`, faceUrl: `${elsewhere.url}/face.png` },
    ...{ hookUrl: `${elsewhere.url}/hook`, hooks: elsewhere.hooks },
    async close() {
      await context.close()
      await emulator.close()
      elsewhere.close()
    },
  }
}

/** Serves a video with range support, and receives callbacks. */
async function serveElsewhere(): Promise<{ url: string; hooks: string[]; close(): void }> {
  const bytes = await readFile(video)
  const hooks: string[] = []
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
    if (pathname === '/hook') {
      hooks.push(searchParams.get('CallbackCommand') ?? '')
      request.resume()
      return void response.end('{"ActionStatus":"OK","ErrorInfo":"","ErrorCode":0}')
    }
    if (pathname === '/face.png') return void response.writeHead(200, { 'content-type': 'image/png' }).end(face)
    if (pathname !== '/welcome.mp4') return void response.writeHead(404).end()
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
    const type = { 'content-type': 'video/mp4', 'accept-ranges': 'bytes' }
    if (from === undefined) return void response.writeHead(200, { ...type, 'content-length': bytes.length }).end(bytes)
    const end = to ? Math.min(Number(to), bytes.length - 1) : bytes.length - 1
    const range = { 'content-range': `bytes ${from}-${end}/${bytes.length}` }
    response.writeHead(206, { ...type, ...range }).end(bytes.subarray(Number(from), end + 1))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    hooks,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
