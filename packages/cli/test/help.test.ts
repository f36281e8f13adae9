import { expect, test } from 'vitest'
import { loadCommand } from '../src/command.ts'
import { commands as entries } from '../src/commands/index.ts'
import { flagOf } from '../src/options.ts'
import { programName } from '../src/program.ts'
import { runCli } from './run-cli.ts'
import { runHere } from './run-here.ts'

const commands = await Promise.all(entries.map(loadCommand))
const names = commands.map(({ path }) => path.join(' '))

test('--help lists every command, --version prints the version', async () => {
  const { code, stdout } = await runHere(['--help'])
  expect(code).toBe(0)
  for (const name of names) expect(stdout).toContain(`\n  ${name} `)
  expect(await runHere(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/) })
})

test.each(commands)('$path --help lists its options and examples', async ({ path, options, examples }) => {
  for (const argv of [
    [...path, '--help'],
    ['help', ...path],
  ]) {
    const { code, stdout, stderr } = await runHere(argv)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const [name, { kind }] of Object.entries(options))
      if (kind !== 'secret') expect(stdout).toContain(flagOf(name))
    for (const example of examples) expect(stdout).toContain(example)
  }
})

test('the list of commands says which take an argument', async () => {
  for (const { path, argument, load } of entries) {
    expect({ path, takesWord: argument !== '' }).toEqual({
      path,
      takesWord: (await load()).argument !== undefined,
    })
  }
})

test('the help lists the source of each key', async () => {
  expect((await runHere(['--help'])).stdout).toMatch(/or a profile only:\n {2}TENCENTCLOUD_SECRET_ID {2,}/)
  expect((await runHere(['webhook', 'send', '--help'])).stdout).toMatch(/From the environment only:\n {2}TRTC_\w+ {2,}/)
})

test.each([[], ...commands.map(({ path }) => path)])(
  'the help of %s %s has lines of at most 100 columns',
  async (...path) => {
    const { stdout } = await runHere([...path, '--help'])
    expect(stdout.split('\n').filter((line) => line.length > 100 && !line.startsWith('  trtc-call'))).toEqual([])
  },
)

test('shared options are explained once, in the help of the program', async () => {
  const [all, one] = await Promise.all([runHere(['--help']), runHere(['call', 'show', '--help'])])
  expect(all.stdout).toContain('\n  --timeout DURATION')
  expect(one.stdout).not.toContain('\n  --timeout')
  expect(one.stdout).toMatch(/--timeout, .*;\ntrtc-call --help explains them.\n$/s)
})

test('no example has a key in it', () => {
  for (const { examples } of commands) expect(examples.join('\n')).not.toMatch(/secret-key [^-]/)
})

test.each([
  ['/clone/packages/cli/dist/main.js', 'node packages/cli/dist/main.js'],
  ['/elsewhere/dist/main.js', 'node ../elsewhere/dist/main.js'],
  ['/clone/node_modules/.bin/trtc-call', 'trtc-call'],
  ['/clone/node_modules/@trtc-call/cli/dist/main.js', 'trtc-call'],
])('the program name of %s is %s', (script, program) => {
  expect(programName(script, '/clone')).toBe(program)
})

test('the help of a program that is not installed shows how to start it', async () => {
  const { stdout } = await runCli(['call', 'show', '--help'])
  expect(stdout).toContain('\n  node dist/main.js call show 7c1f3d52')
  expect((await runCli(['call', 'show'])).stderr).toContain('node dist/main.js call show CALL_ID')
})
