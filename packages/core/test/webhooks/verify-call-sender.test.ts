import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/input-error.ts'
import { type CallWebhook, verifyCallWebhook } from '../../src/webhooks.ts'
import { callDelivery, callUrl, now, secret, started, token } from './deliveries.ts'

describe('authentication of the sender', () => {
  test.each<[string, Partial<CallWebhook>, boolean]>([
    ['token and secret', {}, true],
    ['a token alone', { secret: undefined }, true],
    ['a secret alone', { token: undefined }, true],
    [
      'a token and a secret of a rotation',
      { token: ['new', token], secret: { ...secret, value: ['new', secret.value] } },
      true,
    ],
    ['neither', { token: undefined, secret: undefined }, false],
  ])('%s', (_name, changes, authenticated) => {
    expect(verifyCallWebhook(callDelivery(started, changes)).authenticated).toBe(authenticated)
  })

  const command = started.CallbackCommand
  const requestTime = (timeMs: number) => ({ url: callUrl(command), now: timeMs })

  test.each<[string, Partial<CallWebhook>, string, number]>([
    ['no secret in the URL', { url: callUrl(command, { token: '' }) }, 'signature', 401],
    ['another secret', { url: callUrl(command, { token: `${secret.value}x` }) }, 'signature', 401],
    ['another Sign', { url: callUrl(command, { Sign: '0'.repeat(64) }) }, 'signature', 401],
    ['another RequestTime', { url: callUrl(command, { RequestTime: '1767225601' }) }, 'signature', 401],
    ['an old RequestTime', requestTime(now + 300_001), 'stale', 401],
    ['a RequestTime ahead', requestTime(now - 300_001), 'stale', 401],
    ['another app', { url: callUrl(command, { SdkAppid: '1400000001' }) }, 'other-app', 401],
    ['no app', { url: callUrl(command).replace('SdkAppid', 'sdkappid') }, 'other-app', 401],
    ['another command', { url: callUrl('Call.CallbackAfterEndCall') }, 'malformed', 400],
    ['no command', { url: callUrl(command).replace('CallbackCommand', 'c') }, 'malformed', 400],
    ['a body without command', { body: '{}' }, 'malformed', 400],
    ['a large body', { maxBodyBytes: 10 }, 'too-large', 413],
    ['no query', { url: '/hook' }, 'signature', 401],
  ])('refused: %s', (_name, changes, reason, status) => {
    expect(() => verifyCallWebhook(callDelivery(started, changes))).toThrow(
      expect.objectContaining({ code: 'ERR_WEBHOOK', reason, status }),
    )
  })

  test('the URL as a path, with a fragment, as a URL object, and as a parsed query', () => {
    const url = callUrl(command)
    const { search, searchParams } = new URL(url)
    const query = Object.fromEntries(searchParams)
    for (const where of [{ url: `/hook${search}` }, { url: `${url}#x?SdkAppid=1` }, { url: new URL(url) }]) {
      expect(verifyCallWebhook(callDelivery(started, where)).type).toBe('call-started')
    }
    for (const each of [searchParams, query]) {
      expect(verifyCallWebhook(callDelivery(started, { url: undefined, query: each })).type).toBe('call-started')
    }
    const nested = { ...query, token: { value: secret.value } }
    expect(() => verifyCallWebhook(callDelivery(started, { url: undefined, query: nested }))).toThrow(
      'does not contain the secret',
    )
  })

  test('a second question mark in the URL is accepted', () => {
    const url = callUrl(command).replace('&SdkAppid', '?SdkAppid')
    expect(verifyCallWebhook(callDelivery(started, { url })).type).toBe('call-started')
  })

  test.each<[object, string]>([
    [{ url: undefined }, 'url or query must be given'],
    [{ body: started }, 'body must be the raw body'],
    [{ token: '' }, 'token must not be empty'],
    [{ secret: { name: '', value: 'x' } }, 'secret.name must be'],
    [{ secret: { name: 'token', value: 'a b' } }, 'secret.value must be letters, digits'],
    [{ secret: { name: 'token', valeu: 'a' } }, 'secret.valeu is not a known field'],
    [{ key: 'x' }, 'key is not a known field'],
  ])('invalid options throw an InputError: %j', (changes, message) => {
    const verify = () => verifyCallWebhook(callDelivery(started, changes))
    expect(verify).toThrow(InputError)
    expect(verify).toThrow(message)
  })
})
