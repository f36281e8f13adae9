import { describe, expect } from 'vitest'
import { type Emulator, explainRequest } from '../src/index.ts'
import { test } from './support/harness.ts'
import type { RawClient } from './support/raw-client.ts'
import { type FormParts, sendForm } from './support/v1-request.ts'

/** A valid request. */
function describeTask({ url, credentials }: Emulator): FormParts & { readonly parameters: Record<string, string> } {
  const { sdkAppId, secretId, secretKey } = credentials
  const common = { Action: 'DescribeStreamIngest', Version: '2019-07-22', Region: 'ap-singapore', Nonce: '1' }
  const parameters = {
    ...common,
    Timestamp: String(Math.floor(Date.now() / 1000)),
    SecretId: secretId,
    SdkAppId: String(sdkAppId),
    TaskId: 'no such',
  }
  return { url, secretKey, parameters }
}

function startTask(emulator: Emulator, client: RawClient): FormParts {
  const { parameters, ...rest } = describeTask(emulator)
  const { TaskId: _, ...common } = parameters
  const fields = Object.entries(client.ingest({ SeekSecond: 3, RepeatNum: 2 })).map(([name, value]) => [
    name,
    `${value}`,
  ])
  return { ...rest, parameters: { ...common, ...Object.fromEntries(fields), Action: 'StartStreamIngest' } }
}

describe('signature v1', () => {
  test.for<[string, (good: FormParts) => FormParts]>([
    ['HmacSHA1 when nothing is said', (good) => good],
    ['HmacSHA1', (good) => change(good, { SignatureMethod: 'HmacSHA1' })],
    ['HmacSHA256', (good) => ({ ...change(good, { SignatureMethod: 'HmacSHA256' }), algorithm: 'sha256' })],
    ['GET', (good) => ({ ...good, method: 'GET' })],
    ['a host without its port', (good) => ({ ...good, host: '127.0.0.1' })],
  ])('is accepted: %s', async ([, vary], { emulator }) => {
    expect(await sendForm(vary(describeTask(emulator)))).toMatchObject({ Status: 'NotExist' })
  })

  test.for<[string, string, (good: FormParts) => FormParts]>([
    ['another key', 'AuthFailure.SignatureFailure', (good) => ({ ...good, secretKey: 'guess' })],
    ['another host', 'AuthFailure.SignatureFailure', (good) => ({ ...good, host: 'trtc.tencentcloudapi.com' })],
    ['another algorithm', 'AuthFailure.SignatureFailure', (good) => ({ ...good, algorithm: 'sha256' })],
    ['an unsigned field', 'AuthFailure.SignatureFailure', (good) => ({ ...good, unsigned: { A: 'b' } })],
    ['another id', 'AuthFailure.SecretIdNotFound', (good) => change(good, { SecretId: 'nobody' })],
    ['a token', 'AuthFailure.TokenFailure', (good) => change(good, { Token: 't' })],
    [
      'an hour ago',
      'AuthFailure.SignatureExpire',
      (good) => change(good, { Timestamp: `${Date.now() / 1e3 - 3600}`.split('.')[0] }),
    ],
    ['no time', 'MissingParameter', (good) => change(good, { Timestamp: undefined })],
    ['a timestamp that is not a number', 'InvalidParameterValue', (good) => change(good, { Timestamp: 'now' })],
    ['no nonce', 'MissingParameter', (good) => change(good, { Nonce: undefined })],
    ['an unknown method', 'InvalidParameterValue', (good) => change(good, { SignatureMethod: 'MD5' })],
    ['no action', 'MissingParameter', (good) => change(good, { Action: undefined })],
    ['another action', 'InvalidAction', (good) => change(good, { Action: 'StartRadio' })],
    ['no version', 'MissingParameter', (good) => change(good, { Version: undefined })],
    ['another version', 'NoSuchVersion', (good) => change(good, { Version: '2017-03-12' })],
    ['a field that is not a number', 'InvalidParameter', (good) => change(good, { SdkAppId: 'mine' })],
    ['an unknown field', 'UnknownParameter', (good) => change(good, { Room: '1' })],
    ['a very deep path', 'UnknownParameter', (good) => change(good, { [`Room${'.0'.repeat(20_000)}`]: '1' })],
    ['more than a megabyte', 'LimitExceeded', (good) => change(good, { TaskId: 'x'.repeat(1024 * 1024) })],
  ])('is rejected: %s', async ([, code, vary], { emulator }) => {
    const refused = await sendForm(vary(describeTask(emulator)))
    expect(refused.Error?.Code).toBe(code)
  })
})

test('a form starts the same task as JSON', async ({ emulator, client }) => {
  const task = startTask(emulator, client)
  expect(await sendForm(task)).toMatchObject({ TaskId: expect.any(String) })
  await sendForm({ ...task, method: 'GET', parameters: { ...task.parameters, RoomId: 'room-43' } })
  expect(emulator.tasks()).toMatchObject([{ room: { id: 'room-42' } }, { room: { id: 'room-43' } }])
  expect(emulator.requests().map(({ body }) => body)).toMatchObject([
    { RoomId: 'room-42', RoomIdType: 1, SdkAppId: client.sdkAppId, SeekSecond: 3, RepeatNum: 2 },
    { RoomId: 'room-43', RoomIdType: 1, StreamUrl: task.parameters.StreamUrl },
  ])
})

test('the signature of a form is not logged', async ({ emulator, client }) => {
  const task = startTask(emulator, client)
  for (const method of ['GET', 'POST'] as const) await sendForm({ ...task, method })
  await sendForm({ ...task, method: 'GET', parameters: { ...task.parameters, Action: 'StartRadio', Token: 'a-token' } })
  const shown = emulator.requests()
  expect(shown).toMatchObject([
    { operationId: 'startStreamIngest', query: { Signature: '***', Action: 'StartStreamIngest' } },
    { operationId: 'startStreamIngest', query: { Signature: '***' } },
    { operationId: undefined, query: { Token: '***' } },
  ])
  expect(shown.some(({ query }) => 'UserSig' in query || 'StreamUrl' in query)).toBe(false)
})

test('a rejected form is explained without its secrets', async ({ emulator, client }) => {
  const task = startTask(emulator, client)
  await sendForm({ ...task, secretKey: 'guess' })
  const [refused] = emulator.requests()
  const explanation = refused && explainRequest(refused)
  expect(explanation).toMatchObject({ passed: false, error: { code: 'AuthFailure.SignatureFailure' } })
  const step = explanation?.steps.find(({ passed }) => !passed)
  expect(step).toMatchObject({ check: expect.stringContaining('the signature'), received: expect.stringMatching(/=$/) })
  expect(step?.inputs?.[0]?.text).toMatch(/^POST127\.0\.0\.1:\d+\/\?Action=StartStreamIngest&.*&UserSig=\*\*\*&/)
  expect(JSON.stringify(explanation?.steps)).not.toContain(task.parameters.UserSig)
})

function change(good: FormParts, changes: Readonly<Record<string, string | undefined>>): FormParts {
  const entries = Object.entries({ ...good.parameters, ...changes }).filter(([, value]) => value !== undefined)
  return { ...good, parameters: Object.fromEntries(entries) as Record<string, string> }
}
