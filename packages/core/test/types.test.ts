import { callOperations, trtcOperations } from '@trtc-call/spec'
import { expect, test } from 'vitest'
import { CallClient, TrtcClient } from '../src/index.ts'
import { callCases } from './types/call-operations.ts'
import { interfaceCases } from './types/interface.ts'
import { trtcCases } from './types/trtc-operations.ts'

// What the cases promise is checked by the compiler (`typecheck`); here only that none is missing.
test('every operation of both documents has its should-compile cases', () => {
  expect(Object.keys(callCases)).toEqual(Object.keys(callOperations))
  expect(Object.keys(trtcCases)).toEqual(Object.keys(trtcOperations))
  expect(Object.keys(interfaceCases).length).toBeGreaterThan(0)
})

test('every operation of both documents is a method of its client', () => {
  for (const id of Object.keys(callOperations)) expect(CallClient.prototype).toHaveProperty(id, expect.any(Function))
  for (const id of Object.keys(trtcOperations)) expect(TrtcClient.prototype).toHaveProperty(id, expect.any(Function))
})
