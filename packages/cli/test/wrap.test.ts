import { describe, expect, test } from 'vitest'
import { commands } from '../src/commands/index.ts'
import { beside, widthOf, wrap } from '../src/wrap.ts'
import { runHere } from './run-here.ts'

test('a paragraph is broken between words; an empty line and what is indented stay', () => {
  const text = 'one two\nthree four\n\nfive six\n  seven eight nine\nten'
  expect(wrap(text, 9)).toBe('one two\nthree\nfour\n\nfive six\n  seven eight nine\nten')
})

test('a word that is longer than a line is whole', () => {
  expect(wrap('see https://example.com/a now', 10)).toBe('see\nhttps://example.com/a\nnow')
})

test.each([
  ['--a', 'one two three', '--a   one two\n      three'],
  ['--abcd', 'one two three', '--abcd\n      one two\n      three'],
  ['--a', '', '--a'],
])('beside %j: %j', (word, text, shown) => {
  expect(beside(word, text, 6, 13)).toBe(shown)
})

test('what is beside a word can hang', () => {
  expect(beside('a', 'why: one two three', 3, 11, 2)).toBe('a  why:\n     one\n     two\n     three')
})

test.each([
  [{ isTTY: false, columns: 70 }, 120],
  [{ isTTY: true, columns: 70 }, 70],
  [{ isTTY: true, columns: 300 }, 120],
  [{ isTTY: true, columns: 3 }, 40],
  [{ isTTY: true }, 120],
])('%j has %i columns', (output, width) => {
  expect(widthOf({ ...output, write: () => {} })).toBe(width)
})

/** Lines to be copied, or without a place to break them: an option and its value stay together. */
const isWhole = (line: string): boolean => line.includes('trtc-call') || /^ +(--\S+ )?\S+$/.test(line)

describe.each([undefined, 80, 60])('on %s columns', (columns) => {
  test.each([[], ...commands.map(({ path }) => path)])('the help of %s %s fits', async (...path) => {
    const { stdout } = await runHere([...path, '--help'], {}, '', columns === undefined ? {} : { columns })
    const lines = stdout.split('\n').filter((line) => !(line.startsWith('  ') && isWhole(line)))
    expect(lines.filter((line) => line.length > (columns ?? 120))).toEqual([])
    expect(stdout).toContain('\n')
  })
})

test('the help that nobody asked for fits the terminal, too', async () => {
  const { stderr } = await runHere([], {}, '', { columns: 60 })
  expect(stderr.split('\n').filter((line) => line.length > 60)).toEqual([])
})
