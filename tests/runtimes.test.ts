import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Fate, Hostility } from './runtimes/hostile-server.ts'
import { startHostileTargets, titles } from './runtimes/hostile-targets.ts'
import { limitConcurrency } from './runtimes/limit-concurrency.ts'
import { injected, type OddResult, resultsOf, startMisdatedServer, startOddHosts } from './runtimes/odd-hosts.ts'
import { oddReplies } from './runtimes/odd-replies.ts'
import { type Row, rows } from './runtimes/rows.ts'
import { scenarios } from './runtimes/suite/scenarios.ts'
import type { Answer, ReportedOutcome } from './runtimes/suite/subject.ts'
import { tlsHosts } from './runtimes/tls-hosts.ts'

const answers = new Map<Row, Promise<Answered>>()

// They start before their tests, as many at a time as this machine has cores.
beforeAll(() => {
  const gate = limitConcurrency(2)
  for (const row of rows) {
    const answer = gate(() => answerOf(row))
    answer.catch(() => {}) // The tests await it, and fail with it.
    answers.set(row, answer)
  }
})

describe.each(rows)('$name', (row) => {
  const { requestsOn421 = 1, oddMeanings = {} } = row
  const answer = () => answers.get(row) as Promise<Answered>

  test('runs on that runtime', async () => {
    expect((await answer()).runtime).toMatchObject(row.runtime)
  })

  test('passes every conformance case', async () => {
    const cases = (await answer()).verdicts.filter(({ name }) => !(name in scenarios))
    expect(cases.length).toBeGreaterThan(60)
    expect(cases.filter(({ fault }) => fault !== null)).toEqual([])
  })

  if (row.closedOutcome === undefined) return

  test.each(Object.keys(scenarios))('%s', async (name) => {
    expect((await answer()).verdicts.find((verdict) => verdict.name === name)).toEqual({ name, fault: null })
  })

  test.each(titles)('%s: three requests, none sent twice, each with its outcome', async (title) => {
    const { hostility, fates, outcomes } = (await answer()).fates.get(title) as Met
    if (hostility === 'misdirect') {
      expect([fates.length, outcomes]).toEqual([3 * requestsOn421, ['unknown', 'unknown', 'unknown']])
      return
    }
    expect(fates).toHaveLength(3)
    for (const [index, fate] of fates.entries()) expect(truths[fate]).toContain(outcomes[index])
  })

  test.each(oddReplies)('$what means "$means"', async ({ what, means, orWithFetch = [] }) => {
    const { odd } = await answer()
    const here = oddMeanings[what]
    const allowed = row.ownTransport || here !== undefined ? [here ?? means] : [means, ...orWithFetch]
    for (const name of row.ownTransport ? [what] : [what, injected(what)]) {
      expect(allowed).toContain(odd.get(name)?.meaning)
      expect(odd.get(name)?.requests).toBe(1)
    }
  })

  if (row.ownTransport) {
    test.each(tlsHosts)('a host that $what means "$means"', async ({ what, means }) => {
      const { odd } = await answer()
      const meaning = oddMeanings[what] ?? means
      expect(odd.get(what)).toEqual({ meaning, requests: what.startsWith('reads') ? 1 : 0 })
    })
  }

  test('rang every callee once and left no phone ringing', async () => {
    expect((await answer()).seen).toEqual({
      rings: { jack: 1, jill: 1, joe: 0 },
      calls: ['ended', 'ended'],
      tasks: ['stopped'],
    })
  })
})

/** The results of a row, and the requests that its emulator and the hostile servers received. */
interface Answered extends Answer {
  readonly seen?: object
  readonly fates: ReadonlyMap<string, Met>
  readonly odd: ReadonlyMap<string, OddResult>
}

/** The requests of one target, and the results that the client reported. */
interface Met {
  readonly hostility: Hostility
  readonly fates: readonly Fate[]
  readonly outcomes: readonly ReportedOutcome[]
}

/** The results that a client may report for a request; success only with a response. */
const truths: Readonly<Record<Fate, readonly ReportedOutcome[]>> = {
  answered: ['ok'],
  cut: ['unknown'],
  held: ['unknown', 'aborted'],
  misdirected: ['unknown'],
}

async function answerOf({ ask, closedOutcome, ownTransport = false }: Row): Promise<Answered> {
  if (closedOutcome === undefined) return { ...(await ask({})), fates: new Map(), odd: new Map() }
  const emulator = await startEmulator({ answerAfterMs: 0, users: { jill: { does: 'ignore' } } })
  const hostile = await startHostileTargets()
  const odd = await startOddHosts(ownTransport)
  const misdated = await startMisdatedServer()
  const { closedEndpoint, release } = await holdClosedEndpoint()
  try {
    emulator.script('getCallback', { then: 'hang', times: 9 })
    const targets = hostile.map(({ target }) => target)
    const oddHosts = odd.map(({ server, ...host }) => ({ ...host, endpoint: server.endpoint }))
    const addresses = { closedEndpoint, closedOutcome, misdatedEndpoint: misdated.endpoint }
    const options = emulator.clientOptions
    const answer = await ask({ connection: { options, ...addresses, targets, oddHosts } })
    const met = hostile.map(({ title, hostility, server }, index): [string, Met] => [
      title,
      { hostility, fates: server.fates, outcomes: answer.outcomes[index] ?? [] },
    ])
    return { ...answer, seen: reportOf(emulator), fates: new Map(met), odd: resultsOf(odd, answer.meanings) }
  } finally {
    release()
    for (const { server } of [...odd, ...hostile, { server: misdated }]) server.close()
    await emulator.close()
  }
}

function reportOf(emulator: Emulator): object {
  return {
    rings: Object.fromEntries(['jack', 'jill', 'joe'].map((userId) => [userId, emulator.rings(userId)])),
    calls: emulator.calls().map(({ state }) => state),
    tasks: emulator.tasks().map(({ endReason }) => endReason),
  }
}

/** An endpoint without a server: the port of a connection's client, which no server can take while the connection is open. */
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
