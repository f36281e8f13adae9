import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { splitLine } from '../src/completion/split-line.ts'
import { documentOf, runCli } from './run-cli.ts'
import { runHere } from './run-here.ts'

// tests/completion tests TAB in interactive shells, with `pnpm test:full`, because zsh and fish are not installed everywhere.
const run = promisify(execFile)
let HOME: string
let env: Record<string, string>
beforeAll(async () => {
  HOME = mkdtempSync(join(tmpdir(), 'trtc-call-completion-'))
  mkdirSync(join(HOME, 'bin'))
  symlinkSync(fileURLToPath(new URL('../dist/main.js', import.meta.url)), join(HOME, 'bin/trtc-call'))
  // The program on the path, run by the Node that runs this.
  env = { HOME, PATH: `${join(HOME, 'bin')}:${dirname(process.execPath)}:/usr/bin:/bin` }
  await runCli(['profile', 'add', 'staging', '--sdk-app-id', '1'], { HOME })
})
afterAll(() => rmSync(HOME, { recursive: true }))

async function wordsAfter(line: string): Promise<string[]> {
  const { stdout } = await runHere(['completion', '--line', `trtc-call ${line}`], { HOME })
  return stdout
    .split('\n')
    .flatMap((line) => line.split('\t', 1))
    .filter(Boolean)
}

describe.concurrent('completes', () => {
  test.each([
    ['di', ['dial']],
    ['he', ['help']],
    ['call sta', ['start']],
    ['help call st', ['start']],
    ['help usersig ', ['mint', 'inspect']],
    ['--profile st', ['staging']],
    ['--profile=st', ['--profile=staging']],
    ['--prof', ['--profile']],
    ['--json di', ['dial']],
    ['--json dial --js', []],
    ['--profile staging call st', ['start']],
    ['--nonsense ', []],
    ['dial --med', ['--media']],
    ['dial --media ', ['audio', 'video']],
    ['dial --media=v', ['--media=video']],
    ['dial --media audio --med', []],
    ['dial --media=audio --med', []],
    ['dial --callee jack --call', ['--callee']],
    ['dial --room a --int', []],
    ['dial --room ', []],
    ['dial --robot "two words" --med', ['--media']],
    ['dial -- --med', []],
    ["dial --media 'v", ['video']],
    ['dial --media "v', ['video']],
    ['dial --stream @', [':files@']],
    ['dial --stream=@recording', [':files--stream=@']],
    ['dial --dry-run --cur', []],
    ['api getR', ['getRecordByCallid', 'getRecordByFilter']],
    ['api getRecordByCallid getR', []],
    ['callback set --event ', ['start', 'member', 'end']],
    ['emulator --config ', [':files']],
    ['emulator --config=./', [':files--config=']],
    ['webhook verify ', [':files']],
    ['webhook verify body.json @', []],
    ['webhook verify --max-age f', ['forever']],
    ['webhook send call-', ['call-started', 'call-ended']],
    ['usersig inspect @', [':files@']],
    ['profile use st', ['staging']],
    ['profile use staging st', []],
    ['call show --profile st', ['staging']],
    ['call show --sdk-secret-key ', ['-']],
    ['completion z', ['zsh']],
    ['nonsense ', []],
    ['call nonsense ', []],
    ['help nonsense ', []],
  ])('trtc-call %s', async (line, expected) => {
    expect(await wordsAfter(line)).toEqual(expected)
  })

  test('a secret without a flag is not offered', async () => {
    expect(await wordsAfter('ingest show --sec')).toEqual([])
  })
})

test.each([
  ['trtc-call ', [], ''],
  ['  A=1 B="2 3" trtc-call dial --me', ['dial'], '--me'],
  [`trtc-call 'a b' "c d" e\\ f g`, ['a b', 'c d', 'e f'], 'g'],
  [`trtc-call a'b'"c"d\\"e `, ['abcd"e'], ''],
  [`trtc-call "say \\"hi\\" \\\\" "x`, ['say "hi" \\'], 'x'],
  ["trtc-call '", [], ''],
  ['trtc-call \\', [], ''],
])('%j is split into words', (line, words, current) => {
  expect(splitLine(line)).toEqual({ words, current })
})

test('a profile whose name a shell would have to quote is not offered', async () => {
  const { parse } = JSON
  const { file } = parse((await runCli(['profile', 'add', 'x', '--sdk-app-id', '1', '--json'], { HOME })).stdout)
  const { readFileSync, writeFileSync } = await import('node:fs')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"x"', '"x$(touch here)\\nrm"'))
  expect(await wordsAfter('profile use ')).toEqual(expect.not.arrayContaining([expect.stringMatching(/[$\s]|^rm/)]))
  expect(await wordsAfter('profile use ')).toContain('staging')
})

test('the script of bash completes in bash', async () => {
  // As readline does it: the function that `complete` was given, with the line and the place of the cursor.
  const ask = (line: string): string => `COMP_LINE='trtc-call ${line}'; COMP_POINT=\${#COMP_LINE}; COMPREPLY=()
"$(complete -p trtc-call | sed 's/.*-F \\([^ ]*\\) .*/\\1/')" trtc-call ''
printf '%s|' "\${COMPREPLY[@]}"; echo`
  const lines = ['usersig ', 'dial --media v', 'dial --media=', 'nonsense '].map(ask).join('\n')
  const script = `set -u; eval "$(trtc-call completion bash)"\n${lines}`
  const { stdout, stderr } = await run('bash', ['--norc', '-c', script], { env })
  expect(stdout.split('\n')).toEqual(['mint|inspect|--help|', 'video|', 'audio|video|', '|', ''])
  expect(stderr).toBe('')
})

test('every shell has a script, also as one JSON document', async () => {
  for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
    const { script } = documentOf(await runCli(['completion', shell, '--json']))
    expect(script).toContain('trtc-call completion ')
  }
  expect(await runCli(['completion', 'tcsh'])).toMatchObject({ code: 2, stderr: expect.stringContaining('bash, zsh') })
  expect((await runCli(['completion', '--line', 'trtc-call dem'])).stdout).toMatch(/^demo\t\S/)
})

test('the help says how to install it in each shell', async () => {
  const { stdout } = await runCli(['completion', '--help'])
  for (const place of ['~/.bashrc', '~/.zshrc', '~/.config/fish', '$PROFILE']) expect(stdout).toContain(place)
})
