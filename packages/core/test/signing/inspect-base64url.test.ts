import { deflateRawSync, deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { inspectUserSig } from '../../src/inspect-user-sig.ts'
import { mintUserSig } from '../../src/signing/index.ts'
import { document, expected, faultsOf, good, now, toStandard } from './inspected.ts'

const options = { ...expected, now: now + 500_000 }
const urlOf = (text: string): string => toStandard(text).replaceAll('+', '-').replaceAll('/', '_')
const minted = Array.from(
  { length: 500 },
  (_, second) => mintUserSig({ ...good, now: now + second * 1000, deflate: deflateSync }).value,
)
/** As Java's and Python's encoders for URLs give it: with padding, and with digits that the vendor's alphabet has elsewhere. */
const padded = (digit: RegExp): string =>
  minted.map(urlOf).find((url) => url.endsWith('=') && digit.test(url)) as string

test.each([
  ['both digits', /-.*_|_.*-/],
  ['- alone', /^[^_]*-[^_]*$/],
  ['_ alone', /^[^-]*_[^-]*$/],
])('base64url with its padding is one fault, and is read: %s', (_name, digit) => {
  const url = padded(digit)
  const { document: seen, faults } = inspectUserSig(url, options)
  expect(seen).toMatchObject({ 'TLS.identifier': 'jack', 'TLS.sdkappid': document['TLS.sdkappid'] })
  expect(faults).toMatchObject([{ code: 'wrong-alphabet', message: expect.stringContaining('base64url') }])
  expect(faultsOf(url.replace(/=+$/, ''), options)).toEqual([['wrong-alphabet', 70003]])
  expect(faultsOf(encodeURIComponent(url), options)).toEqual([
    ['url-escaped', 70003],
    ['wrong-alphabet', 70003],
  ])
})

test('base64url that was cut off has both faults', () => {
  const url = padded(/-.*_|_.*-/)
  const cut = url.slice(0, url.lastIndexOf('_') + 2)
  const { faults } = inspectUserSig(cut, options)
  expect(faults).toMatchObject([
    { code: 'wrong-alphabet', message: expect.stringContaining('base64url') },
    { code: 'truncated' },
  ])
})

test('a second mistake is reported too', () => {
  const raw = Array.from({ length: 500 }, (_, second) =>
    deflateRawSync(JSON.stringify({ ...document, 'TLS.time': 1_700_000_000 + second })).toString('base64url'),
  ).find((url) => /-.*_|_.*-/.test(url)) as string
  expect(faultsOf(raw, { now: options.now })).toEqual([
    ['wrong-alphabet', 70003],
    ['raw-deflate', 70003],
  ])
})
