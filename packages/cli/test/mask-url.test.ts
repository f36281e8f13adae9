import { expect, test } from 'vitest'
import { maskReply, maskUrl } from '../src/client/mask-request.ts'

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

test('a reply is shown without what may be secret, wherever it stands', () => {
  const reply = {
    Url: 'https://jack:secret@example.com/?token=secret',
    List: [{ UserSig: 'secret', PrivateMapKey: 'secret', StreamUrl: 'rtmp://example.com/a?sign=secret' }],
    CallId: 'some-call',
    Token: 7,
  }
  expect(maskReply(reply)).toEqual({
    Url: 'https://***@example.com/?***',
    List: [{ UserSig: '***', PrivateMapKey: '***', StreamUrl: 'rtmp://example.com/a?***' }],
    CallId: 'some-call',
    Token: 7,
  })
})
