import { expect, test } from 'vitest'
import { findEdit } from '../src/webhook/find-edit.ts'

const body = '{"CallId":"c-1","EventTime":1767225600}'
const bytes = (text: string) => new TextEncoder().encode(text)
const findIn = (saved: string, sent = body) =>
  findEdit(bytes(saved), (tried) => {
    if (new TextDecoder('utf-8', { ignoreBOM: true }).decode(tried) !== sent) throw new Error('it does not fit')
  })

test.each([
  ['without the newline', `${body}\n`, body],
  ['without the newline', `${body}\r\n`, body],
  ['with a newline', body, `${body}\n`],
  ['byte order mark', `\ufeff${body}`, body],
  ['instead of CRLF', '{\r\n}', '{\n}'],
  ['on one line', JSON.stringify(JSON.parse(body), null, 2), body],
])('it names the edit: %s', (words, saved, sent) => {
  expect(findIn(saved, sent)).toContain(words)
})

test.each([
  ['byte order mark at the beginning and without the newline', `\ufeff${body}\r\n`],
  ['white space around', `\n${body}\n\n`],
])('it names several edits together: %s', (words, saved) => {
  expect(findIn(saved)).toContain(words)
})

test('UTF-16, as Windows PowerShell writes it', () => {
  const saved = Buffer.from(`\ufeff${body}\r\n`, 'utf16le')
  const fits = (tried: Uint8Array): void => {
    if (Buffer.from(tried).toString() !== body) throw new Error('it does not fit')
  }
  expect(findEdit(saved, fits)).toContain('matches in UTF-8')
})

test('the signature of an old delivery matches as well', () => {
  const isOld = (tried: Uint8Array): void => {
    const reason = Buffer.from(tried).toString() === body ? 'stale' : 'signature'
    throw Object.assign(new Error('it is refused'), { reason })
  }
  expect(findEdit(bytes(`${body}\n`), isOld)).toContain('without the newline')
})

test('it names nothing if no edit explains the failure', () => {
  for (const saved of ['{}', 'no JSON', '', body.replace('c-1', 'c-2')]) expect(findIn(saved)).toBeUndefined()
})
