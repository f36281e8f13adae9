import { expect, test } from 'vitest'
import { callOperations, rangeOf, trtcOperations } from '../src/index.ts'

test('the range of a field is that of the document', () => {
  expect(rangeOf(callOperations.startCallByRobot, 'Timeout')).toEqual({ minimum: 10_000, maximum: 600_000 })
})

test('a nested field is named with dots', () => {
  expect(rangeOf(trtcOperations.startStreamIngest, 'VideoEncodeParams.Fps')).toEqual({ minimum: 1, maximum: 60 })
})

test('an undocumented limit is undefined', () => {
  expect(rangeOf(trtcOperations.startStreamIngest, 'SeekSecond')).toEqual({ minimum: 0, maximum: undefined })
})

test.each(['CallInfo', 'Robot_Account', 'Nowhere', 'CallInfo.Nowhere', 'constructor'])('%s is refused', (field) => {
  expect(() => rangeOf(callOperations.startCallByRobot, field)).toThrow(`startCallByRobot has no number ${field}`)
})
