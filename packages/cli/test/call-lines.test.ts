import { expect, test } from 'vitest'
import { type CallPicture, callLines } from '../src/live/call-lines.ts'
import type { CalleeState } from '../src/live/callee-states.ts'
import { cellsOf } from '../src/live/cells.ts'

const plain = (text: string): string => text
const style = { dim: plain, bold: plain, good: plain, bad: plain }
const states: readonly CalleeState[] = ['ringing', 'talking', 'left', 'silent', 'refused']

const picture = (names: readonly string[], more: Partial<CallPicture> = {}): CallPicture => ({
  callees: new Map(names.map((name, index) => [name, states[index % states.length] as CalleeState])),
  now: 125_000,
  startedAt: 0,
  ringsUntil: 725_000,
  stream: 'waits',
  hangingUp: false,
  ...more,
})

const shown = (columns: number, given: CallPicture): string[] =>
  callLines(given, style, columns).map(({ text }) => text)

const long = [
  'a-callee-with-quite-a-long-name1',
  'a-callee-with-quite-a-long-name2',
  'jack',
  '客服中心第一组员',
  'jill',
]

test.each([39, 59, 99])('%i columns: what they do, the stream and the keys are there, whole', (columns) => {
  const lines = shown(columns, picture(long))
  for (const line of lines) expect(cellsOf(line)).toBeLessThanOrEqual(columns)
  expect(lines).toEqual([
    expect.stringMatching(/1 +rings, 600 s left$/),
    expect.stringMatching(/2 +is in the call$/),
    expect.stringMatching(/^ {2}jack +has left$/),
    expect.stringMatching(/ does not ring any more$/),
    expect.stringMatching(/^ {2}jill +was not rung$/),
    expect.stringMatching(/^ {2}stream +waits for an answer$/),
    '  2:05  Ctrl-C hangs up',
  ])
})

test('no more room is taken than there is, and no less than is needed', () => {
  expect(shown(99, picture(['jack']))[0]).toBe('  jack    rings, 600 s left')
  expect(shown(99, picture(long))[0]).toContain(long[0])
  expect(shown(39, picture(long))[0]).toMatch(/^ {2}a-call…-name1 {2}rings/)
})

test('columns of wide letters stand under each other', () => {
  const [jack, wide] = shown(59, picture(['jack', '客服中心']))
  const before = (line = '', words: string): number => cellsOf(line.slice(0, line.indexOf(words)))
  expect(before(jack, 'rings')).toBe(before(wide, 'is in'))
})

test('while it hangs up, how to leave fits as well', () => {
  const last = shown(39, picture(long, { hangingUp: true })).at(-1)
  expect(last).toBe('  2:05  hanging up; once more: at once')
  expect(cellsOf(last ?? '')).toBeLessThanOrEqual(39)
})
