import { expect, test } from 'vitest'
import { VirtualClock } from '../src/clock/virtual-clock.ts'

test('runs due callbacks in order, including those scheduled while it advances', async () => {
  const clock = new VirtualClock()
  const start = clock.now()
  const seen: [string, number][] = []
  const note = (name: string) => seen.push([name, clock.now() - start])
  clock.schedule(20, () => note('late'))
  clock.schedule(10, () => {
    note('early')
    clock.schedule(5, () => note('scheduled while advancing'))
  })
  clock.schedule(10, () => note('early too'))
  clock.schedule(31, () => note('never'))
  await clock.advance(30)
  expect(seen).toEqual([
    ['early', 10],
    ['early too', 10],
    ['scheduled while advancing', 15],
    ['late', 20],
  ])
  expect(clock.now() - start).toBe(30)
})

test('waits for network work before it advances', async () => {
  const clock = new VirtualClock()
  const seen: string[] = []
  clock.trackWork(
    new Promise((resolve) => setTimeout(() => resolve(void clock.schedule(0, () => seen.push('work'))), 20)),
  )
  clock.schedule(5, () => seen.push('next'))
  await clock.advance(10)
  expect(seen).toEqual(['work', 'next'])
})

test('two advances at once follow each other', async () => {
  const clock = new VirtualClock()
  const start = clock.now()
  await Promise.all([clock.advance(10), clock.advance(20)])
  expect(clock.now() - start).toBe(30)
})

test('a cancelled callback does not run', async () => {
  const clock = new VirtualClock()
  const seen: string[] = []
  const cancel = clock.schedule(5, () => seen.push('no'))
  cancel()
  await clock.advance(10)
  expect(seen).toEqual([])
})

test('time cannot go back', async () => {
  await expect(new VirtualClock().advance(-1)).rejects.toThrow(TypeError)
})
