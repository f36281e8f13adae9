import { inspectUserSig, mintPrivateMapKey, mintUserSig, stringRoom } from '@trtc-call/node'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findUserSig } from '../src/usersig/find-user-sig.ts'

const key = { sdkAppId: 1400000000, sdkSecretKey: 'k'.repeat(64), lifetimeMs: 86_400_000 }
const canUnpack = (text: string): boolean => inspectUserSig(text).document !== undefined
const find = (text: string, name?: string) => findUserSig(text, canUnpack, name)

const address = (sig: string, user: string): string =>
  `https://console.tim.qq.com/v4/openim/querystate?sdkappid=1400000000&identifier=${encodeURIComponent(user)}&usersig=${sig}&random=1`
const body = (sig: string, user: string): string => JSON.stringify({ SdkAppId: 1400000000, UserId: user, UserSig: sig })
/** As browsers on Windows copy it for cmd.exe. */
const caret = (text: string): string => text.replaceAll('"', '\\"').replace(/["&\\{}[\]!%<>|^]/g, '^$&')
const wrapped = (text: string, width: number): string => text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n')
const html = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/** How people paste a UserSig, and whether the user is named beside it. */
const shapes: Readonly<Record<string, (sig: string, user: string) => string>> = {
  alone: (sig) => sig,
  'in quotes, with a comma': (sig) => `"${sig}",`,
  'with a full stop': (sig) => `It is ${sig}.`,
  'in Markdown': (sig) => `\`${sig}\``,
  'with invisible characters': (sig) => `\ufeff\u200b${sig.slice(0, 90)}\u200b${sig.slice(90)}\u00a0`,
  'wrapped by a terminal': (sig) => wrapped(sig, 80),
  'quoted in a mail': (sig) => `> ${wrapped(sig, 70).replaceAll('\n', '\n> ')}`,
  'a variable of an env file': (sig) => `export TRTC_USER_SIG='${sig}'`,
  YAML: (sig, user) => `userId: ${JSON.stringify(user)}\nuserSig: ${sig}\n`,
  'a JavaScript object': (sig, user) => `{ SDKAppID: 1400000000, userID: ${JSON.stringify(user)}, userSig: '${sig}' }`,
  'a JavaScript statement': (sig) => `const userSig = "${sig}";`,
  'an address': address,
  'an address, escaped': (sig, user) => address(sig.replaceAll('*', '%2A').replaceAll('_', '%5F'), user),
  'an address in an address': (sig, user) => `https://proxy.example/?to=${encodeURIComponent(address(sig, user))}`,
  'an address in HTML': (sig, user) => html(`<a href="${address(sig, user)}">`),
  'a curl line for bash': (sig, user) => `curl '${address(sig, user)}' -H 'Accept: */*' --data-raw '{}'`,
  'a curl line for cmd.exe': (sig, user) => `curl ^"${caret(address(sig, user))}^" ^\r\n  -H ^"Accept: */*^"`,
  'a body for cmd.exe': (sig, user) => `curl ^"https://x^" ^\r\n  --data-raw ^"${caret(body(sig, user))}^"`,
  PowerShell: (sig, user) => `Invoke-WebRequest -Uri "https://x" -Body "${body(sig, user).replaceAll('"', '`"')}"`,
  'a body': body,
  'a body in a log in JSON': (sig, user) => JSON.stringify({ level: 30, body: body(sig, user) }),
  'an address in a log in JSON': (sig, user) => JSON.stringify({ url: address(sig, user) }).replaceAll('&', '\\u0026'),
  'a table of Postman': (sig, user) =>
    JSON.stringify([
      { key: 'identifier', value: user },
      { key: 'usersig', value: sig },
    ]),
  'a HAR file': (sig, user) =>
    JSON.stringify(
      [
        { name: 'identifier', value: user },
        { name: 'usersig', value: sig },
      ],
      null,
      2,
    ),
}

const user = fc.constantFrom('administrator', 'jack', 'eJohn', '小王', 'user id', "o'neil&co=1")

test.each(Object.keys(shapes))('a good UserSig is found: %s', (shape) => {
  fc.assert(
    fc.property(user, fc.integer({ min: 0, max: 10 ** 9 }), (userId, seconds) => {
      const { value } = mintUserSig({ ...key, userId, now: 1_700_000_000_000 + seconds * 1000 })
      expect(find(shapes[shape]?.(value, userId) ?? '')?.value).toBe(value)
    }),
    { numRuns: 50 },
  )
})

test.each(['an address', 'a body', 'a table of Postman', 'YAML', 'a curl line for cmd.exe'])(
  'the user beside it is read: %s',
  (shape) => {
    for (const userId of ['jack', '小王']) {
      const { value } = mintUserSig({ ...key, userId })
      expect(find(shapes[shape]?.(value, userId) ?? '')).toMatchObject({ userId })
    }
  },
)

test('in what has none, none is found, however long it is', () => {
  for (const text of [
    '',
    'hello',
    '{"a":1}',
    'curl https://example.com -d "{}"',
    'e\n'.repeat(50_000),
    ' '.repeat(200_000),
  ]) {
    expect(find(text)).toBeUndefined()
  }
  fc.assert(fc.property(fc.lorem({ mode: 'sentences' }), (text) => find(text) === undefined))
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => void find(text)))
})

test('of several the first is taken, and a PrivateMapKey by its name', () => {
  const { value: sig } = mintUserSig({ ...key, userId: 'jack' })
  const { value: other } = mintUserSig({ ...key, userId: 'jill' })
  const { value: ticket } = mintPrivateMapKey({ ...key, userId: 'jack', room: stringRoom('r'), privileges: 'all' })
  expect(find(`${sig} ${other} ${sig}`)).toMatchObject({ value: sig, outOf: 2 })
  const both = JSON.stringify({ UserSig: sig, PrivateMapKey: ticket })
  expect(find(both)).toMatchObject({ value: sig, outOf: 2 })
  expect(find(both, 'PrivateMapKey')).toMatchObject({ value: ticket })
  expect(find(sig)).not.toHaveProperty('outOf')
})
