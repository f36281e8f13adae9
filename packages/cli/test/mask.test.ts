import type { TransportInit } from '@trtc-call/node'
import { callOperations, type Operation, trtcOperations } from '@trtc-call/spec'
import { expect, test } from 'vitest'
import { secretPlaces } from '../../spec/test/secret-places.ts'
import { maskReply, maskRequest, maskUrl } from '../src/client/mask.ts'

const operations: readonly Operation[] = [...Object.values(callOperations), ...Object.values(trtcOperations)]

test.each([
  ['https://example.com/hook', 'https://example.com/hook'],
  ['https://example.com/@jack', 'https://example.com/@jack'],
  ['https://example.com/hook?token=secret', 'https://example.com/hook?***'],
  ['https://example.com/hook?mail=a@secret', 'https://example.com/hook?***'],
  ['https://example.com/hook#secret', 'https://example.com/hook?***'],
  ['https://jack:secret@example.com/hook', 'https://***@example.com/hook'],
  ['https://secret@example.com:8443/hook?token=secret', 'https://***@example.com:8443/hook?***'],
  ['rtmp://jack:secret@example.com/live', 'rtmp://***@example.com/live'],
  ['https:/jack:secret@example.com/hook', 'https://***@example.com/hook'],
  ['https:\\\\jack:secret@example.com/hook', 'https://***@example.com/hook'],
  ['ht\ntps://jack:secret@example.com/hook', 'https://***@example.com/hook'],
  ['https://jack:sec/ret@example.com/hook', '***'],
  ['jack:secret@example.com/hook', '***'],
  ['', ''],
])('%j is shown as %j', (url, shown) => {
  expect(maskUrl(url)).toBe(shown)
})

const secret = 'hush-hush-hush-hush'

test.each(operations)('a request of $id is masked as the spec says', ({ body, path, command, family }) => {
  const url = `https://example.com${path.replace(/#.*/, '')}`
  const headers: Record<string, string> = family === 'trtc' ? { 'X-TC-Action': command } : {}
  for (const { path: place, value } of secretPlaces(body, secret)) {
    const shown = maskRequest(url, { method: 'POST', headers, body: JSON.stringify(value) } as TransportInit)
    expect([place, JSON.stringify(shown)]).toEqual([place, expect.not.stringContaining(secret)])
    expect(JSON.stringify(shown.body)).toContain('***')
  }
})

test('an unknown operation has its texts masked', () => {
  const init = { method: 'POST', headers: { 'X-TC-Action': 'Unknown' }, body: JSON.stringify({ Note: secret, Id: 7 }) }
  expect(maskRequest('https://example.com/', init as unknown as TransportInit).body).toEqual({ Note: '***', Id: 7 })
})

test('a reply is masked as the spec says', () => {
  const reply = { Url: 'https://jack:secret@example.com/?token=secret', RequestId: 'some-request', Token: 7 }
  expect(maskReply({ id: 'getCallback' }, reply)).toEqual({ ...reply, Url: 'https://***@example.com/?***' })
  expect(maskReply({ id: 'endCall' }, reply)).toEqual(reply)
})
