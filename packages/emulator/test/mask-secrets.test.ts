import { callOperations, type Operation, trtcOperations } from '@trtc-call/spec'
import { expect, test } from 'vitest'
import { secretPlaces } from '../../spec/test/secret-places.ts'
import { maskBody, maskResponse } from '../src/mask-secrets.ts'

const operations: readonly Operation[] = [...Object.values(callOperations), ...Object.values(trtcOperations)]
const secret = 'hush-hush-hush-hush'

test.each(operations)('$id is shown with its secret fields masked', ({ id, body, response }) => {
  for (const { path, value } of secretPlaces(body, secret)) {
    expect([path, JSON.stringify(maskBody(id, value))]).toEqual([path, expect.not.stringContaining(secret)])
  }
  for (const { path, value } of response === undefined ? [] : secretPlaces(response, secret)) {
    for (const envelope of [value, { Response: value }]) {
      expect([path, JSON.stringify(maskResponse(id, envelope))]).toEqual([path, expect.not.stringContaining(secret)])
    }
  }
})

test('URLs only lose their query and user info, and long texts of an unknown command are masked', () => {
  const StreamUrl = 'https://jack:hush@media.example.com/a.mp4?sign=hush'
  expect(maskBody('startStreamIngest', { StreamUrl, UserId: 'robot' })).toEqual({
    StreamUrl: 'https://media.example.com/a.mp4',
    UserId: 'robot',
  })
  expect(maskBody(undefined, { Note: secret })).toEqual({ Note: '***' })
})
