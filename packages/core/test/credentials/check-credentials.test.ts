import { expect, test } from 'vitest'
import { checkCredentials } from '../../src/index.ts'

const good = { secretId: 'AKIDtest', secretKey: 'hidden' }

test('what can sign comes through, and nothing else of what was given', () => {
  const whole = { ...good, token: 'token', expiresAt: 1_700_000_000_000 }
  expect(checkCredentials('the vault', { ...whole, note: 'not ours' } as never)).toEqual(whole)
  expect(checkCredentials('the vault', { ...good, token: undefined })).toEqual(good)
})

test.each([
  ['no key', { ...good, secretKey: undefined }, 'the vault: secretKey must be a non-empty string, got undefined'],
  [
    'an id with a slash',
    { ...good, secretId: 'AKID/test' },
    'the vault: secretId must be printable ASCII without blanks, commas and slashes',
  ],
  [
    'a token that would begin another header',
    { ...good, token: 'hidden\r\nx: y' },
    'the vault: token has a line break or an invisible character in it (U+000D): copy it as plain text',
  ],
  [
    'a token with a blank in it',
    { ...good, token: 'hidden hidden' },
    'the vault: token must be printable ASCII without blanks',
  ],
  ['an empty token', { ...good, token: '' }, 'the vault: token must be a non-empty string, got an empty one'],
  ['an end in words', { ...good, expiresAt: 'tomorrow' }, 'the vault: expiresAt must be in milliseconds since 1970'],
  ['nothing', undefined as never, 'the vault: secretId must be a non-empty string, got undefined'],
])('%s is refused without being shown', (_, given, message) => {
  expect(() => checkCredentials('the vault', given)).toThrow(new TypeError(message))
})
