import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Command, loadCommand } from '../src/command.ts'
import { commands } from '../src/commands/index.ts'
import { type CommandLine, type Scene, startScene } from './command-lines.ts'
import type { Ran } from './run-cli.ts'
import { startHere } from './run-here.ts'

const all = await Promise.all(commands.map(loadCommand))
const nameOf = ({ path }: Command): string => path.join(' ')
const names = all.map(nameOf)
const senders = all.filter(({ options }) => options.dryRun !== undefined).map(nameOf)

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
})
afterAll(() => scene.close())

/** Without the words after `--`, which have to stay last. */
function withFlags({ args }: CommandLine, flags: readonly string[]): string[] {
  const end = args.indexOf('--')
  return end < 0 ? [...args, ...flags] : [...args.slice(0, end), ...flags, ...args.slice(end)]
}

/** To its end, which is near, or is brought about when it says that it has begun. */
async function run(name: string, flags: readonly string[], env: Record<string, string> = {}): Promise<Ran> {
  const line = lineOf(name)
  const running = startHere(wordsOf(name, flags), { ...scene.env, ...env }, line.stdin)
  if (line.until === undefined) return running.ended
  const ended = await Promise.race([running.saw(line.until).catch(() => {}), running.ended])
  if (ended === undefined) running.kill('SIGTERM')
  return running.ended
}

function wordsOf(name: string, flags: readonly string[]): string[] {
  return [...name.split(' '), ...withFlags(lineOf(name), [...flags, '--json'])]
}

function lineOf(name: string): CommandLine {
  const line = scene.lines[name]
  if (line === undefined) throw new Error(`${name} has no command line in command-lines.ts`)
  return line
}

/** Stdout is that one document and nothing else. */
function documentIn({ stdout }: Ran): unknown {
  const document: unknown = JSON.parse(stdout)
  expect(document).toBeTypeOf('object')
  expect(stdout).toBe(`${JSON.stringify(document, null, 2)}\n`)
  return document
}

describe.concurrent('with --json stdout is exactly one document', () => {
  test('covers every command', () => {
    expect(Object.keys(scene.lines).sort()).toEqual([...names].sort())
    expect(all.filter(({ options }) => options.json === undefined).map(nameOf)).toEqual([])
  })

  test.each(names)('%s, on success', async (name) => {
    const flags = senders.includes(name) ? ['--verbose'] : []
    const ran = await run(name, flags)
    expect(lineOf(name).codes ?? [0]).toContain(ran.code)
    documentIn(ran)
  })

  test.each(names)('%s, when the command line is wrong', async (name) => {
    const ran = await startHere([...name.split(' '), '--no-such-option', '--json'], scene.env).ended
    expect(ran.code).toBe(2)
    expect(documentIn(ran)).toMatchObject({ error: { code: 'ERR_USAGE', outcome: 'not-sent' } })
  })

  test.each(senders)('%s, under --dry-run and --curl', async (name) => {
    for (const flags of [['--dry-run', '--verbose'], ['--curl']]) {
      const ran = await run(name, flags)
      expect(ran.code).toBe(0)
      documentIn(ran)
    }
  })

  test.each(senders)('%s, when no server listens', async (name) => {
    const ran = await run(name, ['--verbose', '--timeout', '2s'], { TRTC_CALL_ENDPOINT: 'http://127.0.0.1:1' })
    expect(ran.code).toBe(name === 'doctor' ? 1 : 5)
    documentIn(ran)
  })

  test.each(senders)('%s, when it is interrupted', async (name) => {
    const silent = await startSilent()
    const env = { ...scene.env, TRTC_CALL_ENDPOINT: silent.url }
    const running = startHere(wordsOf(name, ['--timeout', '1s']), env, lineOf(name).stdin)
    await Promise.race([silent.asked, running.ended])
    running.kill('SIGINT')
    const ran = await running.ended
    silent.close()
    // What must not be cut off is waited for, and then is late.
    expect([130, 5]).toContain(ran.code)
    documentIn(ran)
  })
})

/** A vendor who takes what is sent, and never answers. */
async function startSilent(): Promise<{ url: string; asked: Promise<void>; close(): void }> {
  const server = createServer()
  const asked = new Promise<void>((resolve) => {
    server.on('request', (request: IncomingMessage) => request.on('end', resolve).resume())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
