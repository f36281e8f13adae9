import { createHmac } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { inspectUserSig } from '../../src/inspect-user-sig.ts'

const [sdkAppId, userId, sdkSecretKey, now] = [1400000000, 'administrator', 'k'.repeat(64), 1_770_000_000]
const lines = [`TLS.identifier:${userId}`, `TLS.sdkappid:${sdkAppId}`, `TLS.time:${now}`, 'TLS.expire:86400']
const text = (end = '\n', of: readonly string[] = lines) => of.map((line) => line + end).join('')
const [identifier = '', app = '', time = '', expire = ''] = lines

interface Slip {
  readonly signed?: string
  readonly key?: string
  readonly encode?: (mac: Buffer) => string
  readonly claims?: object
}

function make({
  signed = text(),
  key = sdkSecretKey,
  encode = (mac) => mac.toString('base64'),
  claims = {},
}: Slip): string {
  const sig = encode(createHmac('sha256', key).update(signed).digest())
  const document = {
    ...{ 'TLS.ver': '2.0', 'TLS.identifier': userId, 'TLS.sdkappid': sdkAppId, 'TLS.time': now, 'TLS.expire': 86400 },
    ...claims,
    'TLS.sig': sig,
  }
  const packed = deflateSync(JSON.stringify(document)).toString('base64')
  return packed.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}

const faultsOf = (value: string) =>
  inspectUserSig(value, { sdkAppId, userId, sdkSecretKey, now: now * 1000 }).faults.map(({ code, message }) => [
    code,
    message,
  ])

const slips: readonly (readonly [string, Slip])[] = [
  ['characters \\ and n', { signed: text('\\n') }],
  ['last line break', { signed: text().slice(0, -1) }],
  ['without their line breaks', { signed: text('') }],
  ['Windows line breaks', { signed: text('\r\n') }],
  ['TLS.expire was signed before TLS.time', { signed: text('\n', [identifier, app, expire, time]) }],
  ['TLS.sdkappid was signed before TLS.identifier', { signed: text('\n', [app, identifier, time, expire]) }],
  ['in milliseconds', { signed: text('\n', [identifier, app, `TLS.time:${now * 1000}`, expire]) }],
  ['TLS.userbuf was not signed', { claims: { 'TLS.userbuf': Buffer.from('x').toString('base64') } }],
  ['in hexadecimal, not', { encode: (mac) => mac.toString('hex') }],
  ['hexadecimal before base64', { encode: (mac) => Buffer.from(mac.toString('hex')).toString('base64') }],
  ['line break at its end', { key: `${sdkSecretKey}\n` }],
  ['double quotes', { key: `"${sdkSecretKey}"` }],
  ['capital letters', { key: sdkSecretKey.toUpperCase() }],
]

test.each(slips)('the mistake is found: %s', (words, slip) => {
  expect(faultsOf(make(slip))).toContainEqual(['wrongly-signed', expect.stringContaining(words)])
})

test('a MAC in base64url is found if it differs', () => {
  for (let each = 0; each < 20; each++) {
    const slip = {
      claims: { 'TLS.expire': 86400 + each },
      signed: text('\n', [identifier, app, time, `TLS.expire:${86400 + each}`]),
    }
    const faults = faultsOf(make({ ...slip, encode: (mac) => mac.toString('base64url') }))
    expect(faults.filter(([code]) => code === 'wrong-key')).toEqual([])
  }
})

test('a right signature has no mistake, and another key is a wrong key', () => {
  expect(faultsOf(make({}))).toEqual([])
  expect(faultsOf(make({ key: 'another' }))).toEqual([['wrong-key', expect.stringContaining('not made with this')]])
})

test('a time in milliseconds is found, and the key is right', () => {
  const time = now * 1000
  const value = make({
    claims: { 'TLS.time': time },
    signed: text('\n', [identifier, app, `TLS.time:${time}`, expire]),
  })
  expect(faultsOf(value)).toEqual([['wrong-unit', expect.stringContaining('milliseconds')]])
})
