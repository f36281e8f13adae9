import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkTc3 } from '../../src/auth/check-tc3.ts'
import { sha256 } from '../../src/auth/tc3-signature.ts'
import { errorCodeOf, flipBit } from '../support/flip.ts'
import { signTc3, type Tc3Parts } from '../support/tc3.ts'

const now = 1_700_000_000_000
const body = '{"SdkAppId":1400000000,"TaskId":"a.b+c"}'
const parts = {
  secretId: 'emulator-id',
  secretKey: 'a cloud key',
  host: '127.0.0.1:8080',
  action: 'DescribeStreamIngest',
  body,
  timestamp: now / 1000,
} satisfies Tc3Parts
const keys = { secretId: parts.secretId, secretKey: parts.secretKey, token: undefined, now }

interface Attempt {
  readonly sign?: Partial<Tc3Parts>
  readonly send?: Record<string, string | undefined>
  readonly sentBody?: Buffer
  readonly expected?: Partial<Omit<typeof keys, 'token'>> & { token?: string }
}

function codeOf({ sign = {}, send = {}, sentBody, expected = {} }: Attempt): unknown {
  const headers = { host: parts.host, ...signTc3({ ...parts, ...sign }), ...send }
  return errorCodeOf(() =>
    checkTc3({ method: 'POST', rawQuery: '', headers, bodyHash: sha256(sentBody ?? body) }, { ...keys, ...expected }),
  )
}

describe('accepted requests', () => {
  test.each<[string, Attempt]>([
    ['content-type and host signed', {}],
    ['x-tc-action signed as well', { sign: { signsAction: true } }],
    ['host signed without its port, service named after it', { sign: { host: '127.0.0.1', service: '127' } }],
    ['a charset, signed as sent', { sign: { contentType: 'application/json; charset=utf-8' } }],
    ['a clock five minutes behind', { sign: { timestamp: parts.timestamp - 300 } }],
    ['a clock five minutes ahead', { sign: { timestamp: parts.timestamp + 300 } }],
    ['the required token', { send: { 'x-tc-token': 't' }, expected: { token: 't' } }],
    ['an unlisted region', { send: { 'x-tc-region': 'xx-somewhere-9' } }],
  ])('%s', (_, attempt) => {
    expect(codeOf(attempt)).toBeUndefined()
  })
})

describe('rejected requests and their codes', () => {
  test.each<[string, Attempt, string]>([
    ['a clock over five minutes behind', { sign: { timestamp: parts.timestamp - 301 } }, 'AuthFailure.SignatureExpire'],
    ['a clock over five minutes ahead', { sign: { timestamp: parts.timestamp + 301 } }, 'AuthFailure.SignatureExpire'],
    ['another secret id', { sign: { secretId: 'nobody' } }, 'AuthFailure.SecretIdNotFound'],
    ['another secret key', { sign: { secretKey: 'guess' } }, 'AuthFailure.SignatureFailure'],
    ['the local date', { sign: { date: '2023-11-15' } }, 'AuthFailure.SignatureFailure'],
    ['another service', { sign: { service: 'cvm' } }, 'AuthFailure.SignatureFailure'],
    ['another host', { sign: { host: 'localhost:8080' } }, 'AuthFailure.SignatureFailure'],
    ['content type not as signed', { send: { 'content-type': 'text/plain' } }, 'AuthFailure.SignatureFailure'],
    [
      'action not as signed',
      { sign: { signsAction: true }, send: { 'x-tc-action': 'Stop' } },
      'AuthFailure.SignatureFailure',
    ],
    ['a missing token', { expected: { token: 't' } }, 'AuthFailure.TokenFailure'],
    ['the wrong token', { send: { 'x-tc-token': 'u' }, expected: { token: 't' } }, 'AuthFailure.TokenFailure'],
    ['a token for permanent keys', { send: { 'x-tc-token': 't' } }, 'AuthFailure.TokenFailure'],
    ['no authorization', { send: { authorization: undefined } }, 'MissingParameter'],
    ['authorization of another kind', { send: { authorization: 'Bearer x' } }, 'AuthFailure.SignatureFailure'],
    ['no timestamp', { send: { 'x-tc-timestamp': undefined } }, 'MissingParameter'],
    ['a timestamp that is not a number', { send: { 'x-tc-timestamp': 'now' } }, 'InvalidParameterValue'],
    ['no region', { send: { 'x-tc-region': undefined } }, 'MissingParameter'],
    ['a malformed region', { send: { 'x-tc-region': 'The Moon' } }, 'UnsupportedRegion'],
  ])('%s', (_, attempt, code) => {
    expect(codeOf(attempt)).toBe(code)
  })

  test('one flipped bit in the Authorization header', () => {
    const header = Buffer.from(signTc3(parts).authorization ?? '')
    for (let position = 0; position < header.length * 8; position += 1) {
      const authorization = flipBit(header, position).toString('latin1')
      expect(['AuthFailure.SignatureFailure', 'AuthFailure.SecretIdNotFound'], `bit ${position}`).toContain(
        codeOf({ send: { authorization } }),
      )
    }
  })

  test('one flipped bit in the body or in the key', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), (position) => {
        expect(codeOf({ sentBody: flipBit(Buffer.from(body), position) })).toBe('AuthFailure.SignatureFailure')
        const secretKey = flipBit(Buffer.from(parts.secretKey), position).toString('latin1')
        expect(codeOf({ expected: { secretKey } })).toBe('AuthFailure.SignatureFailure')
      }),
      { numRuns: 500 },
    )
  })

  test('one flipped bit in the timestamp', () => {
    const text = Buffer.from(String(parts.timestamp))
    for (let position = 0; position < text.length * 8; position += 1) {
      const timestamp = flipBit(text, position).toString('latin1')
      const code = codeOf({ send: { 'x-tc-timestamp': timestamp } })
      expect(['AuthFailure.SignatureFailure', 'AuthFailure.SignatureExpire', 'InvalidParameterValue']).toContain(code)
    }
  })
})
