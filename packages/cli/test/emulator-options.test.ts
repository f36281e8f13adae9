import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emulatorOptionTable, variableOf } from '@trtc-call/emulator/configuration'
import { expect, onTestFinished, test } from 'vitest'
import { callOptions } from '../src/client/access-options.ts'
import { emulatorOptions } from '../src/emulator/options.ts'
import { runHere, startHere } from './run-here.ts'

/** A file for `--config`, gone after the test. */
async function configOf(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'trtc-call-config-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'emulator.json')
  await writeFile(path, content)
  return path
}

/** The app that an emulator with these arguments has. */
async function appOf(args: readonly string[], env: Readonly<Record<string, string>>): Promise<unknown> {
  const running = startHere(['emulator', '--json', ...args], env)
  await running.saw('ready at')
  running.kill('SIGTERM')
  const { code, stdout } = await running.ended
  expect(code).toBe(0)
  return JSON.parse(stdout).environment.TRTC_SDK_APP_ID
}

test('every option of the emulator has a flag and a variable', () => {
  for (const row of Object.values(emulatorOptionTable)) {
    const name = row.flag.replace(/Ms$/, '') as keyof typeof emulatorOptions
    expect(emulatorOptions[name]).toMatchObject({ env: [variableOf(row)], summary: row.summary })
  }
})

test('a flag takes precedence over a variable, a variable over the file', async () => {
  const config = await configOf('{"sdkAppId": 1600000003}')
  const env = { TRTC_EMULATOR_SDK_APP_ID: '1600000002' }
  const flags = ['--sdk-app-id', '1600000001']
  expect(await appOf([...flags, '--config', config], env)).toBe('1600000001')
  expect(await appOf(['--config', config], env)).toBe('1600000002')
  expect(await appOf([], { TRTC_EMULATOR_CONFIG: config })).toBe('1600000003')
})

test.each([
  ['{"prot": 1}', ': prot does not exist; did you mean port?'],
  ['{"users": {"jack": {"does": "fly"}}}', ': users.jack.does must be one of answer, '],
  ['{"port": "1"}', 'port must be a whole number from 0 to 65535; given: "1"'],
  ['{\n  "port": x}', 'stops being JSON at line 2, column 11'],
])('a configuration file of %s is refused', async (content, said) => {
  const ran = await runHere(['emulator', '--config', await configOf(content)])
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
  expect(ran.stderr).toContain('trtc-call: --config ')
})

test.each([
  [['--config', '/no/such/file'], {}, 'cannot be read (ENOENT)'],
  [['--rate-limits', 'perhaps'], {}, '--rate-limits must be on or off; given: "perhaps"'],
  [[], { TRTC_EMULATOR_CLOCK: 'sun' }, 'TRTC_EMULATOR_CLOCK must be one of'],
  [['--port', '99999'], {}, 'must be a whole number from 0 to 65535; given: 99999'],
  [['--users', '{"jack":{"does":"sing"}}'], {}, 'trtc-call: --users: jack.does must be one of answer, '],
  [['--users', '{"jack":{"does":"sing"}}'], {}, '; given: "sing"'],
  [[], { TRTC_EMULATOR_USERS: '{"jack":{"does":"sing"}}' }, 'TRTC_EMULATOR_USERS: jack.does must'],
  [['--profile', 'x'], {}, 'trtc-call emulator does not take --profile'],
  [
    [],
    { TRTC_EMULATOR_ANSWER_AFTER_MS: '2s' },
    'TRTC_EMULATOR_ANSWER_AFTER_MS must be whole milliseconds from 0 to 86400000, without a unit; given: "2s"\n',
  ],
  [['--users', '{"jack": }'], {}, '--users (or TRTC_EMULATOR_USERS) stops being JSON at line 1, column 10'],
  [[], { TRTC_EMULATOR_APPS: '[{]' }, 'TRTC_EMULATOR_APPS) stops being JSON at line 1, column 3'],
  [
    ['--host', '0.0.0.0'],
    {},
    '--token (or TRTC_EMULATOR_TOKEN) is missing, and host 0.0.0.0 can be reached from other machines',
  ],
])('%j with %j is refused', async (args, env, said) => {
  expect(await runHere(['emulator', ...args], env)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
})

test('an unknown variable is reported with the one that was probably meant', async () => {
  const running = startHere(['emulator'], {
    TRTC_EMULATOR_ANSWER_AFTER: '10',
    TRTC_EMULATOR_Q_W_E_R: '',
    TRTC_EMULATOR_PORT: '0',
  })
  await running.saw('ready at')
  running.kill('SIGTERM')
  const { code, stderr } = await running.ended
  expect(code).toBe(0)
  expect(stderr).toContain(
    'TRTC_EMULATOR_ANSWER_AFTER is not a variable of the emulator, and is ignored; did you mean TRTC_EMULATOR_ANSWER_AFTER_MS?',
  )
  expect(stderr).toContain(
    'TRTC_EMULATOR_Q_W_E_R is not a variable of the emulator, and is ignored; trtc-call emulator --help',
  )
  expect(stderr).not.toContain('TRTC_EMULATOR_PORT is not')
})

test('the help shows the unit of variables that hold milliseconds', async () => {
  const { stdout } = await runHere(['emulator', '--help'])
  expect(stdout).toContain('[env TRTC_EMULATOR_ANSWER_AFTER_MS, in milliseconds]')
})

test('a JSON error in a file of users has its position', async () => {
  const file = await configOf('\n{\n  "jack": {"does": "answer"},\n}\n')
  const ran = await runHere(['emulator', '--users', `@${file}`])
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('stops being JSON at line 4, column 1') })
})

test('a shell can evaluate the printed variables safely', async () => {
  const identifier = `a'; echo INJECTED; $(id) "b`
  const running = startHere(['emulator', '--identifier', identifier])
  await running.saw('# ready at ')
  running.kill('SIGTERM')
  const { stdout } = await running.ended
  const said = execFileSync('sh', ['-c', `${stdout}\nprintf %s "$TRTC_IDENTIFIER"`], { encoding: 'utf8' })
  expect(said).toBe(identifier)
})

test('in a container: another address, a token, a health check, and SIGTERM', async () => {
  const running = startHere(['emulator', '--host', '0.0.0.0', '--token', 'let-me-in'])
  await running.saw('# ready at ')
  const { origin } = new URL(/# ready at (\S+)/.exec(running.stdout())?.[1]?.replace('0.0.0.0', '127.0.0.1') ?? '')
  await running.saw('its keys are random')
  expect(await (await fetch(`${origin}/healthz`)).json()).toEqual({ ok: true })
  expect((await fetch(`${origin}/_emulator/state`)).status).toBe(403)
  const headers = { authorization: 'Bearer let-me-in' }
  expect((await fetch(`${origin}/_emulator/state`, { headers })).status).toBe(200)
  running.kill('SIGTERM')
  expect(await running.ended).toMatchObject({ code: 0 })
})

test('--site has the same metavariable as in other commands: all sites', () => {
  expect(callOptions.site.value).toBe(emulatorOptions.site.value)
})
