import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentOf, runCli } from './run-cli.ts'

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
  const { stdout } = await runCli(['completion', '--line', `trtc-call ${line}`], { HOME })
  return stdout.split('\n').filter(Boolean)
}

describe.concurrent('what comes next', () => {
  test.each([
    ['di', ['dial']],
    ['call sta', ['start']],
    ['dial --med', ['--media']],
    ['dial --media ', ['audio', 'video']],
    ['dial --media audio --med', []],
    ['dial --callee jack --call', ['--callee']],
    ['dial --room a --int', []],
    ['dial --room ', []],
    ['api getR', ['getRecordByCallid', 'getRecordByFilter']],
    ['profile use st', ['staging']],
    ['call show --profile st', ['staging']],
    ['call show --sdk-secret-key ', ['-']],
    ['completion z', ['zsh']],
    ['nonsense ', ['--help']],
  ])('trtc-call %s', async (line, expected) => {
    expect(await wordsAfter(line)).toEqual(expected)
  })

  test('a key that can only come from the environment is not offered as a flag', async () => {
    expect(await wordsAfter('ingest show --sec')).toEqual([])
  })
})

test('the script of bash completes in bash', async () => {
  // As readline does it: the function that `complete` was given, with the line and the place of the cursor.
  const ask = (line: string): string => `COMP_LINE='trtc-call ${line}'; COMP_POINT=\${#COMP_LINE}; COMPREPLY=()
"$(complete -p trtc-call | sed 's/.*-F \\([^ ]*\\) .*/\\1/')"
printf '%s|' "\${COMPREPLY[@]}"; echo`
  const script = `source <(trtc-call completion bash)\n${['usersig ', 'dial --media v'].map(ask).join('\n')}`
  const { stdout } = await run('bash', ['--norc', '-c', script], { env })
  expect(stdout.split('\n').slice(0, 2)).toEqual(['mint|inspect|--help|', 'video|'])
})

test('every shell has a script, and it is one document with --json', async () => {
  for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
    const { script } = documentOf(await runCli(['completion', shell, '--json']))
    expect(script).toContain('trtc-call completion ')
  }
  expect(await runCli(['completion', 'tcsh'])).toMatchObject({ code: 2, stderr: expect.stringContaining('bash, zsh') })
  expect((await runCli(['completion', '--summaries', '--line', 'trtc-call dem'])).stdout).toMatch(/^demo\t\S/)
})
