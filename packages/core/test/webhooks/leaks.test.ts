import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { verifyCallWebhook, verifyTrtcWebhook, WebhookError } from '../../src/webhooks.ts'
import { callDelivery, callUrl, ingest, key, now, secret, started, token, trtcDelivery } from './deliveries.ts'

const command = started.CallbackCommand
const planted = 'Planted-in-the-body'
const body = JSON.stringify({ ...started, Planted: planted })
const sign = (trtcDelivery(ingest(701)).headers as Headers).get('Sign') ?? ''

test.each<[string, () => unknown]>([
  ['the secret', () => verifyCallWebhook(callDelivery(body, { secret: { name: 'token', value: 'a-wrong-one' } }))],
  ['the token', () => verifyCallWebhook(callDelivery(body, { token: 'a-wrong-one' }))],
  ['the age', () => verifyCallWebhook(callDelivery(body, { now: now + 1e9 }))],
  ['the app', () => verifyCallWebhook(callDelivery(body, { sdkAppId: 1 }))],
  ['the command', () => verifyCallWebhook(callDelivery(body, { url: callUrl(`${command}${planted}`) }))],
  ['the JSON', () => verifyCallWebhook(callDelivery(body.slice(0, -1), { url: callUrl(command) }))],
  ['the size', () => verifyCallWebhook(callDelivery(body, { maxBodyBytes: 1 }))],
  ['the key', () => verifyTrtcWebhook({ ...trtcDelivery(ingest(701)), key: 'a-wrong-one' })],
  ['the type of the body', () => verifyTrtcWebhook({ ...trtcDelivery(ingest(701)), body: { planted } as never })],
  ['white space in a key', () => verifyTrtcWebhook({ ...trtcDelivery(ingest(701)), key: `${key} ` })],
  [
    'a secret with characters that a URL would encode',
    () => verifyCallWebhook(callDelivery(body, { secret: { name: 't', value: `${secret.value}/` } })),
  ],
])('nothing of a secret, a signature or a body is in the error about %s', (_name, verify) => {
  let error: unknown
  try {
    verify()
  } catch (caught) {
    error = caught
  }
  expect(error).toBeInstanceOf(Error)
  const shown = `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)}`
  for (const each of [key, token, secret.value, sign, planted, 'a-wrong-one']) expect(shown).not.toContain(each)
  if (error instanceof WebhookError) expect(error.hint.length).toBeGreaterThan(20)
})
