import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { beforeAll, describe, expect, test } from 'vitest'
import { createGate } from './runtimes/gate.ts'
import { type Row, rows } from './runtimes/rows.ts'
import { scenarios } from './runtimes/suite/scenarios.ts'
import type { Answer } from './runtimes/suite/subject.ts'

const answers = new Map<Row, Promise<Answered>>()

// They run ahead of the tests that look at them, as many at a time as this machine's cores would like.
beforeAll(() => {
  const gate = createGate(2)
  for (const row of rows) {
    const answer = gate(() => answerOf(row))
    answer.catch(() => {}) // The tests await it, and fail with it.
    answers.set(row, answer)
  }
})

describe.each(rows)('$name', (row) => {
  const answer = () => answers.get(row) as Promise<Answered>

  test('is that runtime', async () => {
    expect((await answer()).runtime).toMatchObject(row.runtime)
  })

  test('keeps every conformance case', async () => {
    const cases = (await answer()).verdicts.filter(({ name }) => !(name in scenarios))
    expect(cases.length).toBeGreaterThan(60)
    expect(cases.filter(({ fault }) => fault !== null)).toEqual([])
  })

  if (row.closedOutcome === undefined) return

  test.each(Object.keys(scenarios))('%s', async (name) => {
    expect((await answer()).verdicts.find((verdict) => verdict.name === name)).toEqual({ name, fault: null })
  })

  test('rang whom it should, once, and left nobody ringing', async () => {
    expect((await answer()).seen).toEqual({
      rings: { jack: 1, jill: 1, joe: 0 },
      calls: ['ended', 'ended'],
      tasks: ['stopped'],
    })
  })
})

/** What a row answered, and what its emulator has seen of it. */
interface Answered extends Answer {
  readonly seen?: object
}

async function answerOf({ ask, closedOutcome }: Row): Promise<Answered> {
  if (closedOutcome === undefined) return ask({})
  const emulator = await startEmulator({ answerAfterMs: 0, users: { jill: { does: 'ignore' } } })
  const { closedEndpoint, release } = await holdClosedEndpoint()
  try {
    emulator.script('getCallback', { then: 'hang', times: 9 })
    const answer = await ask({ connection: { options: emulator.clientOptions, closedEndpoint, closedOutcome } })
    return { ...answer, seen: reportOf(emulator) }
  } finally {
    release()
    await emulator.close()
  }
}

function reportOf(emulator: Emulator): object {
  return {
    rings: Object.fromEntries(['jack', 'jill', 'joe'].map((userId) => [userId, emulator.rings(userId)])),
    calls: emulator.calls().map(({ state }) => state),
    tasks: emulator.tasks().map(({ endedBecause }) => endedBecause),
  }
}

/** Where nobody listens, nor can: the client of a connection has that port to itself. A port that was let go may be taken. */
async function holdClosedEndpoint(): Promise<{ closedEndpoint: string; release(): void }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  await once(client, 'connect')
  const release = (): void => {
    client.destroy()
    server.close()
  }
  return { closedEndpoint: `http://127.0.0.1:${client.localPort}`, release }
}
