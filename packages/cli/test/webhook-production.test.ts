import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { before, type Listening, withListening } from './listening.ts'
import { runCli } from './run-cli.ts'
import { startOnTerminal } from './terminal.ts'

async function withProduction(work: (listening: Listening) => Promise<void>): Promise<void> {
  await withListening(async (listening) => {
    const add = ['profile', 'add', 'live', '--production', '--identifier', 'administrator']
    expect(await runCli(add, listening.env)).toMatchObject({ code: 0 })
    await work(listening)
  })
}

test.each([
  ['n', 'n\r', 2, 'not confirmed; nothing was changed'],
  ['Ctrl-C', '\u0003', 130, 'nothing was changed'],
])('on a terminal it shows what is set, and asks; %s leaves it', async (_, keys, exitCode, said) => {
  await withProduction(async ({ env, address, kept }) => {
    const running = startOnTerminal(['webhook', 'listen'], env)
    await running.saw(/so far callbacks go to http:\/\/127\.0\.0\.1:1\/before\?\*\*\*/)
    await running.saw(/This will lead/)
    running.type(keys)
    const { code, screen } = await running.ended
    expect(code).toBe(exitCode)
    expect(screen).toContain(said)
    expect(screen).not.toContain('ready at')
    expect(await address()).toBe(before.Url)
    expect(kept()).toBeUndefined()
  })
})

test('where nobody can be asked, and where the file cannot be read, nothing was sent', async () => {
  await withProduction(async ({ emulator, env, file }) => {
    const sent = emulator.requests().length
    const unasked = await runCli(['webhook', 'listen'], env)
    expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing was sent; give --yes') })
    writeFileSync(file, '{}')
    const unread = await runCli(['webhook', 'listen', '--yes'], env)
    expect(unread).toMatchObject({ code: 2, stderr: expect.stringContaining(`${file} cannot be read`) })
    expect(emulator.requests()).toHaveLength(sent)
  })
})

test('--yes asks nothing', async () => {
  await withProduction(async ({ listen, address }) => {
    const running = await listen('--yes')
    expect(await address()).not.toBe(before.Url)
    running.kill('SIGINT')
    expect((await running.ended).code).toBe(0)
    expect(await address()).toBe(before.Url)
  })
})
