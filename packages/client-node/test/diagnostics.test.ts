import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { expect, onTestFinished, test } from 'vitest'
import { observeForDiagnostics } from '../src/diagnostics.ts'
import type { TraceEvent } from '../src/index.ts'
import { startEmulated } from './emulated.ts'

const ring = {
  Robot_Account: 'robot',
  CalleeList_Account: ['jack'],
  Timeout: 30_000,
  CallInfo: { MediaType: 'Video' },
} as const

function listenTo(name: string): { readonly events: TraceEvent[]; stop(): void } {
  const events: TraceEvent[] = []
  const listener = (message: unknown): void => {
    events.push(message as TraceEvent)
  }
  subscribe(name, listener)
  const stop = (): void => {
    unsubscribe(name, listener)
  }
  onTestFinished(stop)
  return { events, stop }
}

test('subscribers receive every operation and every attempt on its channel', async () => {
  const operations = listenTo('trtc-call:operation')
  const attempts = listenTo('trtc-call:attempt')
  const { emulator, calls } = await startEmulated()
  emulator.script('startCallByRobot', { code: 60007 })
  await calls.startCallByRobot(ring)
  expect(operations.events).toMatchObject([
    { type: 'operation-start', request: { operation: 'startCallByRobot', family: 'call' } },
    { type: 'operation-end', outcome: 'ok', attempts: 2 },
  ])
  expect(attempts.events).toMatchObject([
    { type: 'attempt-start', attempt: 1 },
    { type: 'attempt-end', attempt: 1, outcome: 'refused', vendorCode: 60007 },
    { type: 'attempt-start', attempt: 2 },
    { type: 'attempt-end', attempt: 2, outcome: 'ok' },
  ])
  expect(new Set([...operations.events, ...attempts.events].map(({ request }) => request)).size).toBe(1)
})

test('without subscribers nothing is published', () => {
  expect(observeForDiagnostics()).toBeUndefined()
  const { stop } = listenTo('trtc-call:attempt')
  expect(observeForDiagnostics()).toBeTypeOf('function')
  stop()
  expect(observeForDiagnostics()).toBeUndefined()
})
