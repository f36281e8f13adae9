import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeOf, redact, safeCause } from '../src/request/redact.ts'
import { leaksOf, spellingsOf } from './support/leaks.ts'

/** Long enough to be a secret; `***` in it would be made of the mask itself. */
const secret = fc
  .oneof(
    fc.string({ minLength: 12, maxLength: 80, unit: 'grapheme' }),
    fc.base64String({ minLength: 16, maxLength: 200 }),
    fc.webUrl({ withQueryParameters: true }),
  )
  .filter((text) => text.length >= 12 && !text.includes('***'))

/** What a vendor may make of what was sent: a spelling of it, whole or in part, with something around it. */
const echo = fc
  .tuple(secret, fc.nat(), fc.nat(), fc.nat(), fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }))
  .map(([planted, which, from, length, before, after]) => {
    const spellings = spellingsOf(`${before}${planted}${after}`)
    const spelling = spellings[which % spellings.length] ?? ''
    const start = from % spelling.length
    const part = which % 3 === 0 ? spelling.slice(start, start + (length % spelling.length)) : spelling
    return { planted, text: `${before} ${part} ${after}` }
  })

test('no twelve characters of a secret remain, in any encoding', () => {
  fc.assert(
    fc.property(fc.array(echo, { minLength: 1, maxLength: 4 }), (echoes) => {
      const secrets = echoes.map(({ planted }) => planted)
      const text = redact(echoes.map((each) => each.text).join(' and '), secrets)
      expect(leaksOf(text, secrets)).toEqual([])
    }),
    { numRuns: 1_000 },
  )
})

test('text without a part of a secret is unchanged', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.') })
  const digits = fc.string({ unit: fc.constantFrom('1', '2', '3'), minLength: 12 })
  fc.assert(fc.property(letters, fc.array(digits), (text, secrets) => redact(text, secrets) === text))
})

test('a part of a secret becomes one mask', () => {
  expect(redact('see 0123456789abcdef.', ['0123456789abcdef'])).toBe('see ***.')
  expect(redact('see 456789abcdef and 0123456789ab', ['0123456789abcdef'])).toBe('see *** and ***')
  expect(redact('see 56789abcdef', ['0123456789abcdef'])).toBe('see 56789abcdef')
})

test('a short secret is masked completely', () => {
  expect(redact('the key hunter2 is wrong', ['hunter2', ''])).toBe('the key *** is wrong')
})

test('a safe cause has the name, the code and the redacted message', () => {
  const inner = Object.assign(new Error('connect 10.0.0.1'), { code: 'ECONNRESET' })
  const cause = safeCause(new TypeError('fetch failed: usersig=0123456789abcdef', { cause: inner }), [
    '0123456789abcdef',
  ])
  expect(cause).toMatchObject({ name: 'TypeError', message: 'fetch failed: usersig=***', code: 'ECONNRESET' })
  expect(cause?.cause).toBeUndefined()
  expect(cause?.stack).not.toContain('0123456789abcdef')
  expect(safeCause('0123456789abcdef', [])).toBeUndefined()
})

test('a code is found in nested causes, and circular causes end', () => {
  const deep = new Error('a', { cause: new Error('b', { cause: Object.assign(new Error('c'), { code: 'EPIPE' }) }) })
  expect(codeOf(deep)).toBe('EPIPE')
  const circle = new Error('round')
  circle.cause = circle
  expect(codeOf(circle)).toBeUndefined()
  expect(codeOf(Object.assign(new Error('number'), { code: 7 }))).toBeUndefined()
})

test('a safe cause contains no URL', () => {
  const message =
    'Unable to connect to "https://console.tim.qq.com/v4/openim/querystate?sdkappid=1&identifier=jack" (reset)'
  expect(safeCause(new Error(message), [])?.message).toBe('Unable to connect to "***" (reset)')
})
