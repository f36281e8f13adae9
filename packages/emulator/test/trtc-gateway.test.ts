import { describe, expect } from 'vitest'
import { test } from './support/harness.ts'

const show = 'DescribeStreamIngest'

describe('a cloud action is checked in this order: headers, signature, body', () => {
  test.for<[string, Parameters<import('./support/raw-client.ts').RawClient['action']>[2] & object, string]>([
    ['no action', { headers: { 'x-tc-action': undefined } }, 'MissingParameter'],
    ['no version', { headers: { 'x-tc-version': undefined } }, 'MissingParameter'],
    ['another version', { headers: { 'x-tc-version': '2017-03-12' } }, 'NoSuchVersion'],
    ['an unknown action', { headers: { 'x-tc-action': 'StartRadio' } }, 'InvalidAction'],
    ['another key', { secretKey: 'guess' }, 'AuthFailure.SignatureFailure'],
    ['another id', { secretId: 'nobody' }, 'AuthFailure.SecretIdNotFound'],
    ['another body than signed', { sentBody: '{}' }, 'AuthFailure.SignatureFailure'],
    ['an hour late', { timestamp: Math.floor(Date.now() / 1000) - 3600 }, 'AuthFailure.SignatureExpire'],
    ['text', { contentType: 'text/plain' }, 'InvalidParameter'],
  ])('%s', async ([, changes, code], { client }) => {
    const reply = await client.action(show, { SdkAppId: client.sdkAppId, TaskId: 'x' }, changes)
    expect(reply).toEqual({
      Error: { Code: code, Message: expect.stringMatching(/\w/) },
      RequestId: expect.any(String),
    })
  })

  test.for<[string, string, unknown, string]>([
    ['truncated JSON', 'StopStreamIngest', '{"', 'InvalidParameter.BodyParamsError'],
    ['truncated JSON', show, '{"', 'InvalidParameter'],
    ['no SdkAppId', show, { TaskId: 'x' }, 'MissingParameter.SdkAppId'],
    ['no TaskId', show, { SdkAppId: 1400000000 }, 'MissingParameter.TaskId'],
    ['no TaskId, without a documented code', 'StopStreamIngest', { SdkAppId: 1400000000 }, 'MissingParameter'],
    ['an unknown field', show, { SdkAppId: 1400000000, TaskId: 'x', Room: 1 }, 'UnknownParameter'],
    ['a TaskId of the wrong type', show, { SdkAppId: 1400000000, TaskId: 1 }, 'InvalidParameter.TaskId'],
    ['another app', 'StopStreamIngest', { SdkAppId: 1, TaskId: 'x' }, 'InvalidParameter.SdkAppId'],
    ['another app', show, { SdkAppId: 1, TaskId: 'x' }, 'FailedOperation.SdkAppIdNotUnderAppId'],
  ])('%s: %s', async ([, action, body, code], { client }) => {
    expect((await client.action(action, body)).Error?.Code).toBe(code)
  })

  test('GET is rejected', async ({ emulator }) => {
    const response = await fetch(emulator.url)
    expect(await response.json()).toMatchObject({ Response: { Error: { Code: 'UnsupportedProtocol' } } })
  })
})

test('temporary credentials require their token', async ({ client }) => {
  expect((await client.action(show, {}, { headers: { 'x-tc-token': 't' } })).Error?.Code).toBe(
    'AuthFailure.TokenFailure',
  )
})

test('signatures are not verified with the virtual clock', async ({ emulator, client }) => {
  await emulator.advance(3_600_000)
  const reply = await client.action(show, { SdkAppId: client.sdkAppId, TaskId: 'x' })
  expect(reply).toMatchObject({ Status: 'NotExist' })
})
