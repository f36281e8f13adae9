import { expect, test } from 'vitest'
import { leaksIn, userSigsIn } from './leaks.ts'
import { userSig } from './planted.ts'

test('the search finds a secret in every encoding, whole or in part', () => {
  const secret = 'abc"def/+ghi=jkl&mno'
  const found = (text: string): string[] => leaksIn(`before ${text} after`, { secret })
  const forms = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret),
    ...['', 'x', 'xy'].map((before) => Buffer.from(before + secret).toString('base64')),
    Buffer.from(secret).toString('base64url'),
    secret.slice(4, 16),
  ]
  expect(forms.map(found)).toEqual(forms.map(() => ['secret']))
  expect(found(secret.slice(0, 11))).toEqual([])
  expect(userSigsIn(`https://example.com/?usersig=${userSig}&random=1`)).toEqual([userSig])
})
