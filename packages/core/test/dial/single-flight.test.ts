import { expect, test } from 'vitest'
import { singleFlight } from '../../src/dial/single-flight.ts'
import { settled } from '../support/virtual-clock.ts'

/** A step that ends when the test says so, and counts its runs. */
function createStep() {
  const runs: { readonly signal: AbortSignal; readonly end: () => void; readonly fail: (reason: unknown) => void }[] =
    []
  const step = singleFlight((signal) => {
    return new Promise((resolve, reject) => {
      runs.push({ signal, end: resolve, fail: reject })
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  })
  return { runs, step }
}

test('one run serves all callers', async () => {
  const { runs, step } = createStep()
  const waiters = [step(undefined), step(new AbortController().signal), step(undefined)]
  expect(runs).toHaveLength(1)
  runs[0]?.end()
  await expect(Promise.all(waiters)).resolves.toHaveLength(3)
})

test('after a run has ended, the next call starts another', async () => {
  const { runs, step } = createStep()
  const first = step(undefined)
  runs[0]?.end()
  await first
  const second = step(undefined)
  expect(runs).toHaveLength(2)
  runs[1]?.end()
  await second
})

test('all callers get the failure, and the next call runs again', async () => {
  const { runs, step } = createStep()
  const waiters = [step(undefined), step(undefined)]
  runs[0]?.fail('broken')
  for (const waiter of waiters) await expect(waiter).rejects.toBe('broken')
  const again = step(undefined)
  runs[1]?.end()
  await expect(again).resolves.toBeUndefined()
})

test('a caller that aborts gets its reason, and the others keep waiting', async () => {
  const { runs, step } = createStep()
  const leaver = new AbortController()
  const left = step(leaver.signal)
  const stays = step(undefined)
  leaver.abort('enough')
  await expect(left).rejects.toBe('enough')
  expect(runs[0]?.signal.aborted).toBe(false)
  runs[0]?.end()
  await expect(stays).resolves.toBeUndefined()
})

test('when the last caller aborts, the run is aborted without an unhandled rejection', async () => {
  const { runs, step } = createStep()
  const leavers = [new AbortController(), new AbortController()]
  const left = leavers.map(({ signal }) => step(signal).catch((reason: unknown) => reason))
  leavers[0]?.abort('first')
  await settled()
  expect(runs[0]?.signal.aborted).toBe(false)
  leavers[1]?.abort('second')
  expect(await Promise.all(left)).toEqual(['first', 'second'])
  expect(runs[0]?.signal.aborted).toBe(true)
})

test('a call while an aborted run still ends starts another', async () => {
  const ends: (() => void)[] = []
  const step = singleFlight(() => new Promise((resolve) => ends.push(resolve)))
  const leaver = new AbortController()
  const left = step(leaver.signal).catch((reason: unknown) => reason)
  leaver.abort('enough')
  await left
  const next = step(undefined)
  expect(ends).toHaveLength(2)
  ends[0]?.()
  await settled()
  const joins = step(undefined)
  expect(ends).toHaveLength(2)
  ends[1]?.()
  await expect(Promise.all([next, joins])).resolves.toHaveLength(2)
})

test('an aborted signal starts no run', async () => {
  const { runs, step } = createStep()
  await expect(step(AbortSignal.abort('too late'))).rejects.toBe('too late')
  expect(runs).toHaveLength(0)
})
