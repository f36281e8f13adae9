import { expect, test } from 'vitest'
import { checkCredentials, InputError } from '../../src/index.ts'

const good = { secretId: 'AKIDtest', secretKey: 'hidden' }

test('valid fields are returned, others are dropped', () => {
  const whole = { ...good, token: 'token', expiresAt: 1_700_000_000_000 }
  expect(checkCredentials('the vault', { ...whole, note: 'not ours' } as never)).toEqual(whole)
  expect(checkCredentials('the vault', { ...good, token: undefined })).toEqual(good)
})

test.each([
  ['no key', { ...good, secretKey: undefined }, 'secretKey is missing (from the vault)'],
  [
    'an id with a slash',
    { ...good, secretId: 'AKID/test' },
    'secretId must be printable ASCII without blanks, commas and slashes (from the vault)',
  ],
  [
    'a token that would begin another header',
    { ...good, token: 'hidden\r\nx: y' },
    'token contains a line break or an invisible character (U+000D) (from the vault)',
  ],
  [
    'a token with a blank in it',
    { ...good, token: 'hidden hidden' },
    'token must be printable ASCII without blanks (from the vault)',
  ],
  ['an empty token', { ...good, token: '' }, 'token must not be empty (from the vault)'],
  [
    'an end in words',
    { ...good, expiresAt: 'tomorrow' },
    'expiresAt must be a time in milliseconds since 1970, given string (from the vault)',
  ],
  ['nothing', undefined as never, 'secretId is missing (from the vault)'],
])('%s throws an InputError without the value', (_, given, message) => {
  expect(() => checkCredentials('the vault', given)).toThrow(InputError)
  expect(() => checkCredentials('the vault', given)).toThrow(expect.objectContaining({ message }))
})
