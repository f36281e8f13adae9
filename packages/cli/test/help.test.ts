import { expect, test } from 'vitest'
import { loadCommand } from '../src/command.ts'
import { commands as entries } from '../src/commands/index.ts'
import { invocation } from '../src/invocation.ts'
import type { Io } from '../src/io.ts'
import { flagOf } from '../src/option.ts'
import { run } from '../src/run.ts'
import { runCli } from './run-cli.ts'

/** A run in this process: the program without its `main.ts`. */
async function runHere(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' }
  const output = (name: 'stdout' | 'stderr'): Io['stdout'] => ({
    isTTY: false,
    write: (text) => {
      said[name] += text
    },
  })
  const stdin = { isTTY: true, read: async () => '', readBytes: async () => new Uint8Array(), readLine: async () => '' }
  const program = 'trtc-call'
  const io: Io = {
    program,
    platform: 'linux',
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: {},
    stdin,
    onSignal: () => () => {},
  }
  return { code: await run(argv, io), ...said }
}

const commands = await Promise.all(entries.map(loadCommand))
const names = commands.map(({ path }) => path.join(' '))

test('--help lists every command, --version tells the version', async () => {
  const { code, stdout } = await runHere('--help')
  expect(code).toBe(0)
  for (const name of names) expect(stdout).toContain(`\n  ${name} `)
  expect(await runHere('--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/) })
})

test.each(commands)('$path --help tells its options and examples', async ({ path, options, examples }) => {
  for (const argv of [
    [...path, '--help'],
    ['help', ...path],
  ]) {
    const { code, stdout, stderr } = await runHere(...argv)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const [name, { kind }] of Object.entries(options))
      if (kind !== 'secret') expect(stdout).toContain(flagOf(name))
    for (const example of examples) expect(stdout).toContain(example)
  }
})

test('the list of commands says of each whether it takes a word', async () => {
  for (const { path, argument, load } of entries) {
    expect({ path, takesWord: argument !== undefined }).toEqual({
      path,
      takesWord: (await load()).argument !== undefined,
    })
  }
})

test('no example has a key in it', () => {
  for (const { examples } of commands) expect(examples.join('\n')).not.toMatch(/secret-key [^-]/)
})

test.each([
  ['/clone/packages/cli/dist/main.js', 'node packages/cli/dist/main.js'],
  ['/elsewhere/dist/main.js', 'node ../elsewhere/dist/main.js'],
  ['/clone/node_modules/.bin/trtc-call', 'trtc-call'],
  ['/clone/node_modules/@trtc-call/cli/dist/main.js', 'trtc-call'],
])('%s is started again as: %s', (script, program) => {
  expect(invocation(script, '/clone')).toBe(program)
})

test('help of a program that is not installed shows how it can be started', async () => {
  const { stdout } = await runCli(['call', 'show', '--help'])
  expect(stdout).toContain('\n  node dist/main.js call show 7c1f3d52')
  expect((await runCli(['call', 'show'])).stderr).toContain('node dist/main.js call show CALL_ID')
})

/** What comes after a pipe, a redirection or a `&` is the shell's. */
function wordsOf(example: string): string[] {
  const [command = ''] = example.split(/ [|<>&]/)
  const words = command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)
  return [...words].map(([, double, single, bare]) => double ?? single ?? bare ?? '').slice(1)
}

const offline = commands.flatMap(({ path, examples }) =>
  ['demo', 'emulator'].includes(path.join(' ')) ? [] : examples.map((example) => [example]),
)

test.each(offline)('the words of the example are known: %s', async (example) => {
  const { code, stdout, stderr } = await runHere(...wordsOf(example))
  // Without keys, a home, or the files that an example names, nothing that needs them goes further than this.
  expect(example.includes(' doctor') ? [1, 2] : [0, 2, 3]).toContain(code)
  if (code !== 0)
    expect(stdout + stderr).toMatch(
      /is missing|ENOENT|there is no (UserSig|PrivateMapKey|profile|place)|nothing to keep|stdin was empty/,
    )
  expect(stderr).not.toMatch(/there is no (option|command)|must be|takes no/)
})
