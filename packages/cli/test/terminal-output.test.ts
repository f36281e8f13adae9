import { expect, test } from 'vitest'
import {
  escapeControl,
  escapeControlText,
  formatFields,
  printFailure,
  printResult,
  startTimeline,
} from '../src/terminal.ts'
import { runHere } from './run-here.ts'

const title = '\u001b]0;pwned\u0007'
const clear = '\u001b[2J'
/** A terminal takes it for ESC [. */
const eightBit = '\u009b2J'

/** An output that keeps what it is given. */
function outputOf(isTTY: boolean): { isTTY: boolean; written: string; write(text: string): void } {
  const output = {
    isTTY,
    written: '',
    write: (text: string): void => {
      output.written += text
    },
  }
  return output
}

const ioOf = (isTTY: boolean) => {
  const [stdout, stderr] = [outputOf(isTTY), outputOf(isTTY)]
  return { stdout, stderr, io: { stdout, stderr, env: {}, program: 'trtc-call' } as never }
}

test.each([
  ['sets a title', title, '\\u001b]0;pwned\\u0007'],
  ['clears the screen', clear, '\\u001b[2J'],
  ['does so in eight bits', eightBit, '\\u009b2J'],
  ['begins a line', 'a\r\nb\u2028c', 'a\\u000d\\u000ab\\u2028c'],
  ['turns letters around', '\u202egnp', '\\u202egnp'],
  ['marks a direction', 'gnp\u200f', 'gnp\\u200f'],
  ['is nothing but words', 'Zoë 李 👩‍🚀', 'Zoë 李 👩‍🚀'],
])('escapeControl: text that %s', (_, given, shown) => {
  expect(escapeControl(given)).toBe(shown)
  expect(formatFields({ user: given })).toBe(`user  ${shown}`)
})

test('escapeControlText keeps line breaks and tabs, but no carriage return within a line', () => {
  expect(escapeControlText(`a\tb\r\nc\rd${clear}\n`)).toBe('a\tb\r\nc\\u000dd\\u001b[2J\n')
})

test('an escaped JSON document is the same document', () => {
  const { stdout, io } = ioOf(true)
  printResult({ document: { user: `${title}${eightBit}\u007f` }, text: '' }, io, true)
  expect(stdout.written).toBe(escapeControlText(stdout.written))
  expect(JSON.parse(stdout.written)).toEqual({ user: `${title}${eightBit}\u007f` })
})

test('text is escaped on a terminal, and unchanged in a pipe', () => {
  const [terminal, pipe] = [ioOf(true), ioOf(false)]
  for (const { io } of [terminal, pipe]) printResult({ document: {}, text: `a${clear}` }, io, false)
  expect(terminal.stdout.written).toBe('a\\u001b[2J\n')
  expect(pipe.stdout.written).toBe(`a${clear}\n`)
})

test('text of the vendor in a failure is escaped', () => {
  const { stderr, io } = ioOf(true)
  printFailure({ document: {}, text: `refused: ${title}\n  hint`, exitCode: 7 }, io, false)
  expect(stderr.written).toContain('refused: \\u001b]0;pwned\\u0007\n  hint\n')
})

test('a timeline line is escaped before it is coloured', () => {
  const { stderr, io } = ioOf(true)
  startTimeline(io, 0).print(`${clear} rings`, 0, (line) => `<${line}>`)
  expect(stderr.written).toContain('<\\u001b[2J rings>\n')
})

test('webhook verify escapes control characters', async () => {
  const body = JSON.stringify({
    CallbackCommand: 'Call.CallbackAfterStartCall',
    CallInfo: { CallId: `x${title}${clear}`, MediaType: 'Video' },
    UserList: [{ User_Account: `jack${eightBit}` }],
    EventTime: 8.7e15,
  })
  const args = ['webhook', 'verify', '-', '--url', '/?SdkAppid=1400000000&CallbackCommand=Call.CallbackAfterStartCall']
  const { code, stdout, stderr } = await runHere(args, { TRTC_SDK_APP_ID: '1400000000' }, body)
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  expect(stdout).toBe(escapeControlText(stdout))
  expect(stdout).toContain('x\\u001b]0;pwned\\u0007\\u001b[2J')
})

test('only results with commands get the name of the program, and no JSON document does', () => {
  const result = { document: { fix: 'trtc-call doctor' }, text: 'trtc-call doctor' }
  const printed = (options: object, json = false): string => {
    const stdout = outputOf(false)
    printResult({ ...result, ...options }, { stdout, program: 'node main.js' } as never, json)
    return stdout.written
  }
  expect(printed({ hasCommands: true })).toBe('node main.js doctor\n')
  expect(printed({})).toBe('trtc-call doctor\n')
  expect(printed({ hasCommands: true }, true)).toContain('"trtc-call doctor"')
})
