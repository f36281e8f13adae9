import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { assertInstalled, type InteractiveShell, prepareHome, startShell } from './interactive-shell.ts'

const systemPath = `${dirname(process.execPath)}:/usr/bin:/bin`
const path = `${join(inject('installed'), 'node_modules/.bin')}:${systemPath}`
const left = '\x02'

describe.each(['bash', 'zsh', 'fish'] as const)('in %s', (name) => {
  let home: string
  let shell: InteractiveShell
  beforeAll(async () => {
    await assertInstalled(name)
    home = mkdtempSync(join(tmpdir(), 'trtc-call-shell-'))
    await prepareHome(name, home, path)
    const env = { HOME: home, PATH: path }
    await promisify(execFile)('trtc-call', ['profile', 'add', 'staging', '--sdk-app-id', '1'], { env })
    writeFileSync(join(home, 'my body.json'), '{}')
  })
  afterAll(() => {
    if (home !== undefined) rmSync(home, { recursive: true, force: true })
  })

  beforeEach(async ({ onTestFailed }) => {
    shell = await startShell(name, home, path)
    onTestFailed(() => console.error(JSON.stringify(shell.screen())))
  })
  afterEach(() => shell.close())

  test.each([
    ['a command', 'di', '<dial>'],
    ['a command of two words', 'call st', '<call><start>'],
    ['the command whose help is asked for', 'help call at', '<help><call><attach>'],
    ['an option', 'dial --medi', '<dial><--media>'],
    ['one of several values', 'dial --media v', '<dial><--media><video>'],
    ['a value after =', 'dial --media=v', '<dial><--media=video>'],
    ['a value in quotes that are open', 'dial --media "v', '<dial><--media><video>'],
    ['nothing that has been given', 'dial --media audio --med', '<dial><--media><audio><--med>'],
    ['an option after words with spaces', `dial --robot "two 'words" --medi`, `<dial><--robot><two 'words><--media>`],
    ['a profile', 'profile use st', '<profile><use><staging>'],
    ['an operation', 'api getRecordByC', '<api><getRecordByCallid>'],
    ['a file', 'webhook verify my', '<webhook><verify><my body.json>'],
    ['a file after =', 'emulator --config=my', '<emulator><--config=my body.json>'],
    ['a file after @', 'api x --body @my', '<api><x><--body><@my body.json>'],
    ['a file after =@', 'api x --body=@my', '<api><x><--body=@my body.json>'],
    ['no file where none can be', 'dial --room my', '<dial><--room><my>'],
    ['nothing after an unknown command', 'nonsense my', '<nonsense><my>'],
    ['where the cursor is', `di --json${left.repeat(7)}`, '<dial><--json>'],
  ])('TAB completes %s', async (_, keys, expected) => {
    expect(await shell.wordsAfterTab(`trtc-call ${keys}`)).toBe(`<trtc-call>${expected}`)
  })

  test('TAB inside a word completes the part before the cursor; in zsh, optionally also the part after it', async () => {
    const expected = { bash: '<dl>', zsh: '<dial>', fish: '<dl>' }
    expect(await shell.wordsAfterTab(`trtc-call dl${left}`)).toBe(`<trtc-call>${expected[name]}`)
  })

  test('TAB shows the next words, with descriptions if the shell supports them', async () => {
    shell.type(`trtc-call call \t${name === 'fish' ? '' : '\t'}`)
    await shell.saw(name === 'bash' ? /attach.*start/ : /start.*ring people and return at once/i)
  })

  test('TAB executes nothing on the line', async () => {
    const words = await shell.wordsAfterTab('trtc-call dial --robot "$(echo once >> ran)" --medi')
    expect(words).toBe('<trtc-call><dial><--robot><><--media>')
    // Enter executes it.
    expect(readFileSync(join(home, 'ran'), 'utf8')).toBe('once\n')
  })

  test('a missing program prints nothing on the prompt', async () => {
    const set = name === 'fish' ? 'set -x PATH ' : 'export PATH='
    shell.type(`${set}${systemPath}; words gone\r`)
    await shell.saw(/=> <gone>/)
    const before = shell.screen().length
    expect(await shell.wordsAfterTab('trtc-call di')).toBe('<trtc-call><di>')
    expect(shell.screen().slice(before)).not.toMatch(/not found|unknown|no such|error/i)
  })
})
