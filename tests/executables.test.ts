import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { environmentFor, start } from './examples.ts'

const script = fileURLToPath(new URL('../packages/cli/scripts/executables.ts', import.meta.url))

/** The first bytes of the files of each system, and the position of the processor in their header. */
const kinds = {
  'linux-x64': { begins: '7f454c46', processor: { at: 18, is: '3e00' } },
  'linux-arm64': { begins: '7f454c46', processor: { at: 18, is: 'b700' } },
  'darwin-x64': { begins: 'cffaedfe', processor: { at: 4, is: '07000001' } },
  'darwin-arm64': { begins: 'cffaedfe', processor: { at: 4, is: '0c000001' } },
  'windows-x64.exe': { begins: '4d5a', processor: undefined },
} as const

let folder: string
let emulator: Emulator
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trtc-call-executables-'))
  emulator = await startEmulator({ answerAfterMs: 10, streamDurationMs: 100 })
  const bun = join(inject('runtimes'), 'node_modules/.bin/bun')
  expect(await run(bun, [script, folder], process.env)).toMatchObject({ code: 0 })
})
afterAll(async () => {
  await emulator.close()
  await rm(folder, { recursive: true, force: true })
})

test('there is one for each platform, with its checksum', async () => {
  const names = Object.keys(kinds).map((kind) => `trtc-call-${kind}`)
  expect((await readdir(folder)).sort()).toEqual(['LICENSES.txt', 'SHA256SUMS', ...names].sort())
  const lines = (await readFile(join(folder, 'SHA256SUMS'), 'utf8')).trimEnd().split('\n')
  expect(lines).toHaveLength(names.length + 1)
  for (const line of lines) {
    const [sum, name = ''] = line.split('  ')
    expect({ name, sum }).toEqual({ name, sum: sumOf(await readFile(join(folder, name))) })
  }
})

test('the licenses of all contents are included', async () => {
  const licences = await readFile(join(folder, 'LICENSES.txt'), 'utf8')
  for (const name of ['trtc-call', 'openapi-fetch', 'preact', 'ajv ', 'tls-sig-api-v2 ', 'bun'])
    expect(licences).toContain(`\n${name}`.slice(name === 'trtc-call' ? 1 : 0))
})

test.each(Object.entries(kinds))('%s is a program of that system', async (kind, { begins, processor }) => {
  const bytes = await readFile(join(folder, `trtc-call-${kind}`))
  expect(bytes.toString('hex', 0, begins.length / 2)).toBe(begins)
  if (processor) expect(bytes.toString('hex', processor.at, processor.at + processor.is.length / 2)).toBe(processor.is)
})

test('the one for this machine works like the package, without Node or packages', async () => {
  const { version } = JSON.parse(await readFile(new URL('../packages/cli/package.json', import.meta.url), 'utf8'))
  expect(await runHere('--version')).toMatchObject({ code: 0, stdout: `${version}\n` })
  const dialed = await runHere(
    'dial',
    '--robot',
    'robot',
    '--callee',
    'jack',
    '--stream',
    'https://example.com/a.mp4',
    '--json',
  )
  expect(JSON.parse(dialed.stdout)).toMatchObject({ end: { outcome: 'completed' } })
  const minted = await runHere('usersig', 'mint', '--user', 'jack')
  expect(await runHere('usersig', 'inspect', '--user', 'jack', minted.stdout.trim())).toMatchObject({ code: 0 })
  expect(await runHere('api', 'endCall', '--explain')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('end_call'),
  })
  expect(await runHere('demo', '--json')).toMatchObject({ code: 0 })
  expect(await runHere('profle', 'list')).toMatchObject({ code: 2, stderr: expect.stringContaining('profile list') })
})

test('its emulator serves the page', async () => {
  const running = start([here(), 'emulator'], { cwd: folder, env: {} })
  const [, url = ''] = await running.line(/ready at (\S+);/)
  const page = await (await fetch(`${url}/_emulator/`)).text()
  const parts = [...page.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, path = '']) => path)
  expect(parts.length).toBeGreaterThan(0)
  for (const part of parts) expect((await fetch(new URL(part, `${url}/_emulator/`))).status).toBe(200)
  await running.stop()
})

function here(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  return join(folder, `trtc-call-${system}-${process.arch}${system === 'windows' ? '.exe' : ''}`)
}

/** Without HOME, so that no profile of the developer is read. */
function runHere(...args: string[]): Promise<Ran> {
  return run(here(), args, environmentFor(emulator))
}

interface Ran {
  readonly code: number | string | null | undefined
  readonly stdout: string
  readonly stderr: string
}

function run(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(file, args, { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : error.code, stdout, stderr })
    })
  })
}

function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
