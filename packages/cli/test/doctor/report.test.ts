import { expect, test } from 'vitest'
import { report } from '../../src/doctor/report.ts'

const words = 'the two hosts are reached by names that are long, and what is said of them is longer than a line'

test('findings hang under their column, no wider than the terminal', () => {
  const { text } = report([{ check: 'origins', state: 'bad', what: words, why: words, mend: 'set one' }], false, 60)
  const lines = text.split('\n').slice(0, -1)
  expect(lines.filter((line) => line.length > 60)).toEqual([])
  expect(lines[0]).toBe('BAD   origins           the two hosts are reached by names')
  expect(lines.slice(1).filter((line) => !/^ {24}(why: |mend: | {2}\S)/.test(line))).toEqual([])
  expect(text.replace(/\s+/g, ' ')).toContain(`BAD origins ${words} why: ${words} mend: set one`)
})

test('what is short stays in one line', () => {
  const { text } = report([{ check: 'proxy', state: 'ok', what: 'no proxy' }], false, 120)
  expect(text).toBe('ok    proxy              no proxy\nAll is well.')
})
