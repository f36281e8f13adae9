import { expect, test } from 'vitest'
import { assertBehaviour } from '../src/callee-behaviour.ts'
import { nearest } from '../src/nearest.ts'
import { shown } from '../src/shown.ts'

const names = ['port', 'host', 'seed', 'answerAfterMs', 'does']

test.each([
  ['prot', 'port'],
  ['hots', 'host'],
  ['sed', 'seed'],
  ['seeds', 'seed'],
  ['answerAfter', 'answerAfterMs'],
  ['doze', undefined],
  ['zzz', undefined],
])('%s is nearest to %s', (word, name) => {
  expect(nearest(word, names)).toBe(name)
})

test.each([
  ['fly', '"fly"'],
  ['x'.repeat(30), 'a text of 30 characters'],
  [99_999, '99999'],
  [null, 'null'],
  [['a'], 'an array'],
  [{ key: 'a' }, 'an object'],
])('%j is shown as %s', (value, words) => {
  expect(shown(value)).toBe(words)
})

test.each([
  [{ does: 'fly' }, 'callee jack: does must be one of answer, reject, ignore, busy, offline; given: "fly"'],
  [{ does: 'answer', afterMs: '5' }, 'callee jack: afterMs must be milliseconds, 0 or more; given: "5"'],
  [{ does: 'answer', devices: 0 }, 'devices must be a whole number from 1 to 100; given: 0'],
  [{ does: 'answer', app: 'palm' }, 'app must be one of android, ios, web; given: "palm"'],
  [{ does: 'answer', presence: 'away' }, 'given: "away"'],
])('%j is no behaviour, and it is said why', (behaviour, said) => {
  expect(() => assertBehaviour('jack', behaviour as never)).toThrow(said)
})
