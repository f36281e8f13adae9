import { expect, onTestFinished, test, vi } from 'vitest'
import {
  createNodeTransport,
  type DialedCall,
  mintUserSig,
  type TraceEvent,
  type Transport,
  type UserSigProvider,
} from '../src/index.ts'
import { conventions, startEmulated, streamUrl } from './emulated.ts'

/**
 * Something happens in the middle of the n-th request: before it is sent, or when its answer is here but not yet read.
 * In every case the phone rings at most once. After hangUp no phone rings,
 * no one is kept in the call, and no stream plays.
 */
const moments = ['before', 'after'] as const
const requests = [1, 2, 3, 4, 5, 6, 7]
const cases = conventions.flatMap((convention) =>
  requests.flatMap((nth) => moments.map((moment) => [convention, nth, moment] as const)),
)

const playing = {
  robot: 'robot',
  callees: ['jack'],
  media: 'video',
  stream: { url: streamUrl, repeat: 'forever' },
} as const

test.each(cases)('%s: an abort at request %i, %s it is sent', async (ingestRoomIdType, nth, moment) => {
  const controller = new AbortController()
  const reason = new Error('enough')
  const interfering = interfereAt(nth, moment, () => controller.abort(reason))
  const { emulator, dial } = await startEmulated({ ingestRoomIdType }, { fetch: interfering })
  let call: DialedCall | undefined
  const outcome = await dial(playing, {
    signal: controller.signal,
    onPlaced: (placed) => {
      call = placed
    },
  }).catch((thrown: unknown) => thrown)

  if (outcome === reason && call?.state !== 'answered') expectQuiet(emulator)
  else expect(emulator.calls()).toMatchObject([{ state: 'answered' }])
  await call?.hangUp()
  expectQuiet(emulator)
  expect(emulator.rings('jack')).toBeLessThanOrEqual(1)
})

test.each(cases)('%s: a hang-up at request %i, %s it is sent', async (ingestRoomIdType, nth, moment) => {
  let call: DialedCall | undefined
  const hangingUp: Promise<unknown>[] = []
  const interfering = interfereAt(nth, moment, () => {
    if (call !== undefined) hangingUp.push(call.hangUp())
  })
  const { emulator, dial } = await startEmulated({ ingestRoomIdType }, { fetch: interfering })
  await dial(playing, {
    onPlaced: (placed) => {
      call = placed
    },
  })

  const reports = await Promise.all(hangingUp)
  if (reports.length > 0) expectQuiet(emulator)
  await call?.hangUp()
  await expect(call?.ended()).resolves.toMatchObject({ outcome: expect.stringMatching(/completed|cancelled/) })
  expectQuiet(emulator)
  expect(emulator.rings('jack')).toBe(1)
})

test.each(cases)('%s: a lost answer at request %i, %s it is sent', async (ingestRoomIdType, nth, moment) => {
  const interfering = interfereAt(nth, moment, () => {
    throw Object.assign(new Error('the line is dead'), { code: 'ECONNRESET' })
  })
  const { emulator, dial, findCall } = await startEmulated({ ingestRoomIdType }, { fetch: interfering })
  const outcome = await dial(playing).catch((thrown) => thrown)
  expect(emulator.rings('jack')).toBeLessThanOrEqual(1)

  if (outcome instanceof Error) {
    expect(outcome).toMatchObject({ outcome: 'unknown', dial: { placement: { robot: 'robot' } } })
    const { call, placement } = (outcome as unknown as { dial: { call?: DialedCall; placement: never } }).dial
    if (call !== undefined) return expectQuiet(emulator)
    // Only a ring whose answer was lost has no handle; its call ends on its own and is then found, if there was one.
    await emulator.advance(60_000)
    for (const { callId } of emulator.calls()) emulator.hangUp(callId, 'jack')
    await emulator.advance(10_000)
    expect((await findCall(placement))?.callId).toBe(emulator.calls()[0]?.callId)
  } else {
    await (outcome as DialedCall).hangUp()
  }
  expectQuiet(emulator)
})

test('an abort while it rings ends also a call without a stream', async () => {
  const controller = new AbortController()
  const fetch = interfereAt(1, 'after', () => controller.abort(new Error('enough')))
  const { emulator, dial } = await startEmulated({}, { fetch })
  const { stream, ...ringing } = playing
  await expect(dial(ringing, { signal: controller.signal })).rejects.toThrow('enough')
  expectQuiet(emulator)
})

test('a stream whose start outlasts the hang-up stops itself when it has started', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const send = createNodeTransport()
  const [started, starting, stopped, ended] = [createLatch(), createLatch(), createLatch(), createLatch()]
  const slow: Transport = async (url, init) => {
    const action = init.headers['x-tc-action']
    if (action === 'StartStreamIngest') {
      starting.open()
      await started.opened
    }
    const response = await send(url, init)
    if (action === 'StopStreamIngest') stopped.open()
    return response
  }
  const observe = ({ type, request }: TraceEvent): void => {
    if (type === 'operation-end' && request.operation === 'endCall') ended.open()
  }
  const { emulator, dial } = await startEmulated({}, { fetch: slow, observe })
  const call = await dial(playing, { until: 'placed' })
  const answered = call.answered()
  await starting.opened
  const hungUp = expect(call.hangUp({ timeoutMs: 100 })).rejects.toThrow(/start of the stream timed out/)
  await ended.opened
  await vi.advanceTimersByTimeAsync(100)
  await hungUp
  started.open()
  await stopped.opened
  await answered
  expectQuiet(emulator)
})

test('neither a log that throws nor a store that throws leaves a phone ringing', async () => {
  const noisy = await startEmulated(
    {},
    {
      observe: () => {
        throw new Error('the log is full')
      },
    },
  )
  const call = await noisy.dial(playing)
  await expect(call.hangUp()).resolves.toMatchObject({ call: 'ended', stream: 'stopped' })

  const { emulator, dial } = await startEmulated()
  const failing = dial(playing, {
    onPlaced: () => {
      throw new Error('the database is down')
    },
  })
  await expect(failing).rejects.toThrow('the database is down')
  expectQuiet(emulator)
})

test('a provider that fails after the ring ends the call', async () => {
  let sdkSecretKey = ''
  const userSig: UserSigProvider = ({ sdkAppId, userId, lifetimeMs }) => {
    if (userId === 'administrator') return mintUserSig({ sdkAppId, sdkSecretKey, userId, lifetimeMs })
    throw new Error('the key service is down')
  }
  const { emulator, dial } = await startEmulated({}, { call: { site: 'china', identifier: 'administrator', userSig } })
  sdkSecretKey = emulator.credentials.sdkSecretKey
  const error = await dial(playing).catch((thrown) => thrown)
  expect(error).toMatchObject({
    code: 'ERR_SIGNING',
    outcome: 'not-sent',
    cause: { message: 'the key service is down' },
  })
  expect(error.dial.cleanUp).toMatchObject({ call: 'ended', errors: [] })
  expectQuiet(emulator)
})

function createLatch(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

function interfereAt(nth: number, moment: 'before' | 'after', act: () => void): Transport {
  const send = createNodeTransport()
  let count = 0
  return async (url, init) => {
    count += 1
    const now = count === nth
    if (now && moment === 'before') act()
    const response = await send(url, init)
    if (now && moment === 'after') act()
    return response
  }
}

function expectQuiet(emulator: Awaited<ReturnType<typeof startEmulated>>['emulator']): void {
  expect(emulator.calls().filter(({ state }) => state !== 'ended')).toEqual([])
  expect(emulator.tasks().filter(({ status }) => status !== 'NotExist')).toEqual([])
}
