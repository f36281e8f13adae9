import { deflateSync } from 'node:zlib'
import { mintPrivateMapKey, mintUserSig, stringRoom } from '@trtc-call/node'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type FieldName, findUserSig } from '../src/usersig/find-user-sig.ts'

const key = { sdkAppId: 1400000000, sdkSecretKey: 'k'.repeat(64), lifetimeMs: 86_400_000 }
const find = (text: string, name?: FieldName) => findUserSig(text, name)

const address = (sig: string, user: string): string =>
  `https://console.tim.qq.com/v4/openim/querystate?sdkappid=1400000000&identifier=${encodeURIComponent(user)}&usersig=${sig}&random=1`
const body = (sig: string, user: string): string => JSON.stringify({ SdkAppId: 1400000000, UserId: user, UserSig: sig })
/** As browsers on Windows copy it for cmd.exe. */
const caret = (text: string): string => text.replaceAll('"', '\\"').replace(/["&\\{}[\]!%<>|^]/g, '^$&')
const wrapped = (text: string, width: number): string => text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n')
const html = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/** The forms in which people paste a UserSig, with and without the user. */
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
  'a URL': address,
  'a URL, escaped': (sig, user) => address(sig.replaceAll('*', '%2A').replaceAll('_', '%5F'), user),
  'a URL in a URL': (sig, user) => `https://proxy.example/?to=${encodeURIComponent(address(sig, user))}`,
  'a URL in HTML': (sig, user) => html(`<a href="${address(sig, user)}">`),
  'a curl line for bash': (sig, user) => `curl '${address(sig, user)}' -H 'Accept: */*' --data-raw '{}'`,
  'a curl line for cmd.exe': (sig, user) => `curl ^"${caret(address(sig, user))}^" ^\r\n  -H ^"Accept: */*^"`,
  'a body for cmd.exe': (sig, user) => `curl ^"https://x^" ^\r\n  --data-raw ^"${caret(body(sig, user))}^"`,
  PowerShell: (sig, user) => `Invoke-WebRequest -Uri "https://x" -Body "${body(sig, user).replaceAll('"', '`"')}"`,
  'a body': body,
  'a body in a log in JSON': (sig, user) => JSON.stringify({ level: 30, body: body(sig, user) }),
  'a URL in a log in JSON': (sig, user) => JSON.stringify({ url: address(sig, user) }).replaceAll('&', '\\u0026'),
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

const parts = (text: string, width = 60): string[] => text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []
const escaped = (sig: string): string => sig.replaceAll('*', '%2A').replaceAll('-', '%2D').replaceAll('_', '%5F')

Object.assign(shapes, {
  'URL-encoded': escaped,
  'URL-encoded twice': (sig: string) => encodeURIComponent(escaped(sig)),
  'in bold in Markdown': (sig: string) => `**${sig}**`,
  'escaped in Markdown': (sig: string) => sig.replace(/[*_-]/g, '\\$&'),
  'with an ellipsis': (sig: string) => `${sig}...`,
  'between dashes': (sig: string) => `--${sig}--`,
  'in a path': (sig: string) => `https://x.example/${sig}/a`,
  'in a block of YAML': (sig: string) =>
    `userSig: |\n${parts(sig)
      .map((part) => `  ${part}\n`)
      .join('')}next: 1\n`,
  'in concatenated Java strings': (sig: string) => `String userSig = "${parts(sig).join('" +\n    "')}";`,
  'continued over lines in bash': (sig: string) => `curl "https://x?usersig=${parts(sig).join('\\\n')}"`,
  'continued over lines in cmd.exe': (sig: string) => `curl "https://x?usersig=${parts(sig).join('^\r\n')}"`,
  'in a batch file': (sig: string) => `curl "https://x?usersig=${escaped(sig).replaceAll('%', '%%')}"`,
  'quoted twice in a mail': (sig: string) =>
    parts(sig)
      .map((part) => `> > ${part}`)
      .join('\n'),
  'in the source of a mail': (sig: string) => parts(`usersig=3D${sig}`, 75).join('=\r\n'),
  'wrapped, with words around': (sig: string) => `Here it is:\n${parts(sig).join('\n')}\nThanks,\nJack`,
  'wrapped with CR': (sig: string) => parts(sig).join('\r'),
  'in a box of a terminal': (sig: string) =>
    parts(sig)
      .map((part) => `│ ${part.padEnd(60)} │`)
      .join('\n'),
  'coloured by a terminal': (sig: string) =>
    parts(sig)
      .map((part) => `\u001b[32m${part}\u001b[0m`)
      .join(''),
  'split by HTML': (sig: string) => parts(sig).join('<wbr>'),
  'in HTML, in numbers': (sig: string) =>
    sig.replaceAll('*', '&#42;').replaceAll('-', '&#x2D;').replaceAll('_', '&#95;'),
  'in a string of bash': (sig: string, user: string) =>
    `curl --data-raw $'${body(sig, user).replaceAll('*', '\\x2a')}'`,
  'beside a JWT': (sig: string) => `eyJhbGciOiJIUzI1NiJ9.${'A'.repeat(60)}.${'b'.repeat(43)} ${sig}`,
})

const user = fc.constantFrom('administrator', 'jack', 'eJohn', '小王', 'user id', "o'neil&co=1")

test.each(Object.keys(shapes))('a good UserSig is found: %s', (shape) => {
  fc.assert(
    fc.property(user, fc.integer({ min: 0, max: 10 ** 9 }), (userId, seconds) => {
      const now = 1_700_000_000_000 + seconds * 1000
      for (const deflate of [undefined, deflateSync]) {
        const { value } = mintUserSig({ ...key, userId, now, deflate })
        expect(find(shapes[shape]?.(value, userId) ?? '')?.value).toBe(value)
      }
    }),
    { numRuns: 20 },
  )
})

test.each(['a URL', 'a body', 'a table of Postman', 'YAML', 'a curl line for cmd.exe'])(
  'the user ID beside it is read: %s',
  (shape) => {
    for (const userId of ['jack', '小王']) {
      const { value } = mintUserSig({ ...key, userId })
      expect(find(shapes[shape]?.(value, userId) ?? '')).toMatchObject({ userId })
    }
  },
)

test('it finds nothing in text without a UserSig, however long', () => {
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

const signed = (userId: string): string => mintUserSig({ ...key, userId }).value

test.each([
  ['a body', (sig: string, userId: string) => body(sig, userId)],
  ['a URL', address],
])('a user ID is unescaped exactly once: %s', (_, shape) => {
  for (const userId of ['a+b', 'a%41', 'a"b', 'a\\b', 'a^b', 'a&amp;b', "o'neil&co=1 ", '小王']) {
    expect(find(shape(signed(userId), userId))).toMatchObject({ userId })
  }
  expect(find(shape(signed('ab'), 'a^b'))?.userId).toBe('a^b')
})

test('an impossible user ID or SDKAppID is reported', () => {
  const sig = signed('jack')
  for (const userId of ['', 'j'.repeat(33)]) {
    expect(find(address(sig, userId))).toMatchObject({ unusable: ['userId'] })
  }
  expect(find(address(sig, 'jack').replace('1400000000', 'abc'))).toMatchObject({ unusable: ['sdkAppId'] })
})

test('a damaged field of the wanted name comes before a valid one of another name', () => {
  const [sig, cut] = [signed('jack'), signed('jack').slice(0, 150)]
  const ticket = mintPrivateMapKey({ ...key, userId: 'jack', room: stringRoom('r'), privileges: 'all' }).value
  expect(find(JSON.stringify({ UserSig: cut, PrivateMapKey: ticket }))?.value).toBe(cut)
  expect(find(JSON.stringify({ UserSig: sig, PrivateMapKey: cut }), 'PrivateMapKey')?.value).toBe(cut)
  expect(find(`${sig}abc`)?.value).toBe(`${sig}abc`)
})

test('URL encoding that the vendor does not undo is kept', () => {
  const sig = mintUserSig({ ...key, userId: 'jack', deflate: deflateSync, now: 1_700_000_000_000 }).value
  expect(escaped(sig)).not.toBe(sig)
  expect(find(JSON.stringify({ UserSig: escaped(sig) }))?.value).toBe(escaped(sig))
  const twice = encodeURIComponent(escaped(sig))
  expect(find(address(twice, 'jack'))?.value).toBe(twice)
  expect(find(escaped(sig))).toMatchObject({ value: sig, undone: ['URL encoding'] })
})

test('of two UserSigs that begin alike, the user beside the chosen one is read', () => {
  const [jack, jill] = [signed('jack'), signed('jill')]
  const text = `${JSON.stringify({ UserId: 'jack', Key: jack })}\n${JSON.stringify({ UserId: 'jill', UserSig: jill })}`
  expect(find(text)).toMatchObject({ value: jill, userId: 'jill', outOf: 2, line: 2 })
})

test('the search takes linear time', () => {
  expect(find('eJx '.repeat(500_000))).toBeUndefined()
  expect(find(`usersig=${'='.repeat(300_000)}`)).toBeUndefined()
})

test('it takes the first of several, and a PrivateMapKey by its name', () => {
  const { value: sig } = mintUserSig({ ...key, userId: 'jack' })
  const { value: other } = mintUserSig({ ...key, userId: 'jill' })
  const { value: ticket } = mintPrivateMapKey({ ...key, userId: 'jack', room: stringRoom('r'), privileges: 'all' })
  expect(find(`${sig} ${other} ${sig}`)).toMatchObject({ value: sig, outOf: 2 })
  const both = JSON.stringify({ UserSig: sig, PrivateMapKey: ticket })
  expect(find(both)).toMatchObject({ value: sig, outOf: 2 })
  expect(find(both, 'PrivateMapKey')).toMatchObject({ value: ticket })
  expect(find(sig)).not.toHaveProperty('outOf')
})
