import { describe, expect, test } from 'vitest'
import { CallClient, checkCredentials, InputError, mintUserSig, TrtcClient, userSigFromKey } from '../../src/index.ts'
import { checkPastedText } from '../../src/signing/check-user-sig-input.ts'

const clean = 'a-key-nobody-may-see'

/** What env files, shells, editors, chats and wrong encodings make of a key, and the words that say so. */
const copies: readonly (readonly [string, string, RegExp])[] = [
  ['double quotes, as docker --env-file keeps them', `"${clean}"`, /quotation mark/],
  ['single quotes', `'${clean}'`, /quotation mark/],
  ['a quote that is not closed', `"${clean}`, /quotation mark/],
  ['quotes of a word processor', `“${clean}”`, /quotation mark/],
  ['backticks', `\`${clean}\``, /quotation mark/],
  ['a line break at the end', `${clean}\n`, /begins or ends with white space or a line break/],
  ['a carriage return at the end', `${clean}\r`, /begins or ends with white space or a line break/],
  ['a blank in front', ` ${clean}`, /begins or ends with white space/],
  ['a line break inside', `${clean}\n${clean}`, /a line break or an invisible character \(U\+000A\)/],
  ['a zero-width space', `${clean}\u200b`, /U\+200B/],
  ['a zero-width joiner inside', `a\u200d${clean}`, /U\+200D/],
  ['a word joiner', `\u2060${clean}`, /U\+2060/],
  ['a soft hyphen', `a\u00ad${clean}`, /U\+00AD/],
  ['a mark of direction', `\u202a${clean}\u202c`, /U\+202A/],
  ['a no-break space', `${clean}\u00a0`, /U\+00A0/],
  ['a byte order mark', `\ufeff${clean}`, /U\+FEFF/],
  ['UTF-16 read as UTF-8', [...clean].join('\0'), /U\+0000/],
]

describe.each(copies)('%s', (_, copied, words) => {
  const app = { sdkAppId: 1400000000, site: 'china', identifier: 'administrator' } as const
  const cloud = { sdkAppId: 1400000000, edition: 'china', secretId: 'AKIDtest', secretKey: 'key' } as const
  const ways: Readonly<Record<string, () => unknown>> = {
    'sdkSecretKey of a client': () => new CallClient({ ...app, sdkSecretKey: copied }),
    'sdkSecretKey of a UserSig': () =>
      mintUserSig({ sdkAppId: 1400000000, sdkSecretKey: copied, userId: 'jack', lifetimeMs: 60_000 }),
    'sdkSecretKey of a provider': () => userSigFromKey({ sdkAppId: 1400000000, sdkSecretKey: copied }),
    'userSig of a client': () => new CallClient({ ...app, userSig: copied }),
    'secretId of a client': () => new TrtcClient({ ...cloud, secretId: copied }),
    'secretKey of a client': () => new TrtcClient({ ...cloud, secretKey: copied }),
    'token of a client': () => new TrtcClient({ ...cloud, token: copied }),
    'secretKey of a provider': () => checkCredentials('the vault', { ...cloud, secretKey: copied }),
  }

  test.each(Object.entries(ways))('in the %s is an error with the field and without the value', (name, make) => {
    expect(make).toThrow(InputError)
    expect(make).toThrow(new RegExp(`^${name.split(' ')[0]} `))
    expect(make).toThrow(words)
    expect(make).not.toThrow('nobody-may-see')
  })

  test('in the identifier is refused', () => {
    // A user's name may be of any script; that of the administrator was chosen in the console.
    expect(() => new CallClient({ ...app, identifier: copied.slice(0, 32), sdkSecretKey: 'key' })).toThrow(
      /^identifier /,
    )
  })
})

test('characters inside a value are accepted', () => {
  for (const value of [clean, 'a b', "it's", 'schlüssel-密钥', 'a+/=b', 'say "it" now']) {
    expect(checkPastedText('secret', value)).toBe(value)
  }
})
