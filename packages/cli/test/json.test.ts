import { expect, test } from 'vitest'
import { findJsonError } from '../src/json.ts'

test.each([
  ['{"a": 1,}', 1, 9],
  ['{\n  "a": x\n}', 2, 8],
  ['{\r\n  "a" 1\r\n}', 2, 7],
  ['[1, 2', 1, 6],
  ['', 1, 1],
  ['{"a": 1} x', 1, 10],
  ['{a: 1}', 1, 2],
  ['[1 2]', 1, 4],
  ["{'a': 1}", 1, 2],
  ['{"a": "b\n"}', 1, 7],
  ['[01]', 1, 3],
  ['{"a": [1, {"b": tru}]}', 1, 17],
])('%j stops being JSON at line %i, column %i', (text, line, column) => {
  expect(findJsonError(text)).toEqual({ line, column })
})

test.each(['{}', '[]', ' {"a": [1, -2.5e3, "\\u00e9\\n\u007f", true, null, {}]} ', '"x"', '0'])(
  '%j is JSON',
  (text) => {
    expect(findJsonError(text)).toBeUndefined()
  },
)
