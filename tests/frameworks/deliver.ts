import { createHmac } from 'node:crypto'
import { expect } from 'vitest'
import type { Program } from '../examples.ts'
import { originOf } from '../examples-servers.ts'

const sdkAppId = 1_400_000_000
const key = 'key0of0this0test'
const secret = { name: 'token', value: 'url-secret-of-this-test' }

/** The options of the servers. */
export const access = { WEBHOOK_ACCESS: JSON.stringify({ sdkAppId, call: { secret }, trtc: { key } }) }

/** Posts both kinds of webhooks and expects both to be verified and parsed. */
export async function expectTaken(server: Program, path = '/trtc'): Promise<void> {
  const url = `${await originOf(server)}${path}`
  const signed = await postSigned(url)
  expect({ status: signed.status, body: await signed.json(), said: server.said() }).toMatchObject({
    status: 200,
    body: { code: 0 },
  })
  await server.line(/event ingest-started/)
  const call = await postCall(url)
  expect({ status: call.status, body: await call.json(), said: server.said() }).toMatchObject({
    status: 200,
    body: { ErrorCode: 0 },
  })
  await server.line(/event call-ended/)
}

/** Posts a webhook and expects an error for the sender and for `onError`, with the fix for this framework. */
export async function expectRemedy(server: Program, remedy: RegExp, path = '/trtc'): Promise<void> {
  const before = eventsOf(server)
  const response = await postSigned(`${await originOf(server)}${path}`)
  expect([response.status, await response.text()]).toEqual([500, expect.stringMatching(remedy)])
  await server.line(/error .*must be raw: a parser has read it/)
  expect(eventsOf(server)).toEqual(before)
}

function eventsOf(server: Program): readonly string[] {
  return server.said().match(/^event .*/gm) ?? []
}

/** A body with white space that is lost when it is parsed and serialized again. */
function postSigned(url: string): Promise<Response> {
  const now = Date.now()
  const EventInfo = { RoomId: 'r-1', EventMsTs: now, UserId: 'u', TaskId: 't-1' }
  const body = JSON.stringify({ EventGroupId: 7, EventType: 701, CallbackMsTs: now, EventInfo }, null, 2)
  const Sign = createHmac('sha256', key).update(body).digest('base64')
  const headers = { 'Content-Type': 'application/json', Sign, SdkAppId: String(sdkAppId) }
  return fetch(url, { method: 'POST', headers, body })
}

function postCall(url: string): Promise<Response> {
  const query = `${secret.name}=${secret.value}&SdkAppid=${sdkAppId}&CallbackCommand=Call.CallbackAfterEndCall`
  const body = JSON.stringify({
    CallbackCommand: 'Call.CallbackAfterEndCall',
    CallRecord: { CallId: 'c-1', CallResult: 'NormalEnd' },
  })
  return fetch(`${url}?${query}`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
}
