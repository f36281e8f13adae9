import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { InputError } from '../../src/input-error.ts'
import { createTc3Signer, signTc3, webHashing } from '../../src/signing/index.ts'

const key = { secretId: 'AKIDexample', secretKey: 'a-key-nobody-may-see', service: 'trtc' }
const request = {
  host: 'trtc.tencentcloudapi.com',
  action: 'StartStreamIngest',
  contentType: 'application/json; charset=utf-8',
  body: '{"SdkAppId":1400000000}',
  timestamp: 1_700_000_000,
}
const good = { ...key, ...request }

/** The algorithm a second time, on node:crypto and step by step. */
function independently({
  secretId,
  secretKey,
  service,
  host,
  action,
  contentType,
  body,
  timestamp,
}: typeof good): string {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  const hmac = (secret: string | Buffer, text: string) => createHmac('sha256', secret).update(text).digest()
  const date = new Date(timestamp * 1000).toISOString().split('T')[0] as string
  const names = 'content-type;host;x-tc-action'
  const headers = [`content-type:${contentType}`, `host:${host}`, `x-tc-action:${action.toLowerCase()}`, '']
  const canonical = ['POST', '/', '', ...headers, names, hash(body)].join('\n')
  const scope = `${date}/${service}/tc3_request`
  const text = ['TC3-HMAC-SHA256', timestamp, scope, hash(canonical)].join('\n')
  const derived = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request')
  const signature = hmac(derived, text).toString('hex')
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${names}, Signature=${signature}`
}

test('signs as an independent implementation does', () => {
  const visible = fc.stringMatching(/^[!-~]{1,40}$/).filter((key) => !/^["'`]|["'`]$/.test(key))
  fc.assert(
    fc.property(
      visible,
      fc.string({ unit: 'grapheme', maxLength: 500 }),
      fc.nat(4_000_000_000),
      (secretKey, body, timestamp) => {
        const input = { ...good, secretKey, body, timestamp }
        const signed = signTc3(input)
        expect(signed.authorization).toBe(independently(input))
        expect(signed.authorization.endsWith(signed.signature)).toBe(true)
        expect(signTc3({ ...input, body: new TextEncoder().encode(body) })).toEqual(signed)
      },
    ),
  )
})

describe('createTc3Signer', () => {
  test('derives the key once for each day, also for an earlier day', () => {
    const mac = vi.fn(webHashing.mac)
    const sign = createTc3Signer({ ...key, hashing: { ...webHashing, mac } })
    const midnight = 1_700_006_400
    const macs = [midnight - 1, midnight - 80_000, midnight, midnight + 86_399, midnight - 1].map((timestamp) => {
      const { authorization, credentialScope } = sign({ ...request, timestamp })
      expect(authorization).toBe(independently({ ...good, timestamp }))
      return [mac.mock.calls.length, credentialScope.slice(0, 10)]
    })
    expect(macs).toEqual([
      [4, '2023-11-14'],
      [4, '2023-11-14'],
      [8, '2023-11-15'],
      [8, '2023-11-15'],
      [12, '2023-11-14'],
    ])
  })

  test('the date is in UTC, in any time zone', () => {
    vi.stubEnv('TZ', 'Pacific/Kiritimati')
    expect(signTc3({ ...good, timestamp: 1_551_113_065 }).credentialScope).toBe('2019-02-25/trtc/tc3_request')
    vi.unstubAllEnvs()
  })
})

test('the host is signed with its port, because it is sent with it', () => {
  expect(signTc3({ ...good, host: '127.0.0.1:8080' }).canonicalRequest).toContain('\nhost:127.0.0.1:8080\n')
})

test('nothing in the result is secret', () => {
  expect(JSON.stringify(signTc3(good))).not.toContain('nobody-may-see')
})

describe('throws an InputError that names the field', () => {
  test.each([
    ['secretId', ['', undefined, null, 'AKID\n', 'AK ID', 'AKID,x', 'AKID/x', 'AKID\r\nX-Evil: 1', 'ä']],
    ['secretKey', ['', undefined, null, 5, 'a-key-nobody-may-see\n']],
    ['service', ['', undefined, 'TRTC', 'trtc/x', 'trtc\n']],
    ['host', ['', undefined, 'trtc.tencentcloudapi.com\nx:y', 'https://trtc.tencentcloudapi.com', 'TRTC.com', 'a b']],
    ['action', ['', undefined, 'Start\nStop', 'Start Stop']],
    [
      'contentType',
      ['', undefined, 'application/json\n', 'Application/JSON', ' application/json', 'application/json\r\nx: y'],
    ],
    ['body', [undefined, null, {}, 5]],
    ['timestamp', [Number.NaN, undefined, -1, 1.5, '1700000000', Number.POSITIVE_INFINITY]],
    ['signedHeaders', ['host', 'content-type', 'host;content-type', null]],
  ])('%s', (field, values) => {
    for (const value of values) {
      const sign = () => signTc3({ ...good, [field]: value })
      expect(sign, String(value)).toThrow(InputError)
      expect(sign).toThrow(new RegExp(`^${field} `))
      expect(sign).not.toThrow('nobody-may-see')
    }
  })

  test('a timestamp in milliseconds', () => {
    expect(() => signTc3({ ...good, timestamp: 1_700_000_000_000 })).toThrow(
      'timestamp must be a time in whole seconds since 1970, given 1700000000000',
    )
  })

  test('a bad key when the signer is made', () => {
    expect(() => createTc3Signer({ ...key, secretKey: '' })).toThrow(/^secretKey /)
  })
})
