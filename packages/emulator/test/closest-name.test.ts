import { expect, test } from 'vitest'
import { closestName } from '../src/options/closest-name.ts'
import { quoteValue } from '../src/options/quote-value.ts'

const names = ['port', 'host', 'seed', 'answerAfterMs', 'does']

test.each([
  ['prot', 'port'],
  ['hots', 'host'],
  ['sed', 'seed'],
  ['seeds', 'seed'],
  ['answerAfter', 'answerAfterMs'],
  ['doze', undefined],
  ['zzz', undefined],
])('the name closest to %s is %s', (word, name) => {
  expect(closestName(word, names)).toBe(name)
})

test.each([
  ['fly', '"fly"'],
  ['x'.repeat(30), 'a text of 30 characters'],
  [99_999, '99999'],
  [null, 'null'],
  [['a'], 'an array'],
  [{ key: 'a' }, 'an object'],
])('%j is quoted as %s', (value, words) => {
  expect(quoteValue(value)).toBe(words)
})
