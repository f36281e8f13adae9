import type { DialedCall } from '@trtc-call/node'
import { type EmulatorState, findEmulator } from '../client/find-emulator.ts'
import type { Finding, Said } from './finding.ts'

type Delivery = EmulatorState['deliveries'][number]

interface Asking {
  readonly endpoint: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** How long deliveries that are under way are waited for, default five seconds. */
  readonly patienceMs?: number
}

const check = 'ring-callbacks'
const expected = 'every callback of the call answered with 200'
const defaultPatienceMs = 5_000
const lookEveryMs = 200

/** What the receiver got, only the emulator tells. */
export async function findCallbacks(asking: Asking, { callId }: DialedCall): Promise<Finding[]> {
  const sent = await settled(asking, callId)
  if (sent === undefined) {
    const isKept = (await findEmulator(asking.endpoint, asking.env)) !== undefined
    const mend = isKept
      ? 'set TRTC_EMULATOR_TOKEN to the --token of the emulator'
      : 'look at what your receiver got, or let trtc-call webhook listen receive'
    return [{ check, state: 'skipped', what: 'whether callbacks arrived cannot be seen from here', mend }]
  }
  if (sent.length === 0) return [{ check, state: 'skipped', what: 'no callback is set, so none was sent' }]
  return [{ check, expected, ...judge(sent) }]
}

/** Undefined where no emulator is, or where it keeps it to who has its token. */
async function settled(asking: Asking, callId: string | undefined): Promise<readonly Delivery[] | undefined> {
  const { endpoint, env, signal, patienceMs = defaultPatienceMs } = asking
  for (let waitedMs = 0; ; waitedMs += lookEveryMs) {
    const emulator = await findEmulator(endpoint, env)
    const sent = emulator?.state?.deliveries.filter((delivery) => delivery.callId === callId)
    const isSettled = sent?.every((delivery) => delivery.state !== 'pending') ?? true
    if (isSettled || waitedMs >= patienceMs || signal.aborted) return sent
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}

function judge(sent: readonly Delivery[]): Said {
  const failed = sent.filter(({ state }) => state === 'failed')
  const pending = sent.filter(({ state }) => state === 'pending')
  const mend = 'trtc-call webhook send tries a receiver, trtc-call webhook listen is one'
  if (failed.length > 0) {
    return {
      state: 'bad',
      what: `${counted(failed)} not taken, first ${failed[0]?.command}`,
      why: whyNot(failed[0]),
      mend,
    }
  }
  if (pending.length > 0) {
    const what = `${counted(pending)} not taken so far, first ${pending[0]?.command}`
    return { state: 'inconclusive', what, why: whyNot(pending[0]), mend }
  }
  return { state: 'ok', what: `${counted(sent)} taken` }
}

function counted({ length }: readonly Delivery[]): string {
  return length === 1 ? 'one callback was' : `${length} callbacks were`
}

function whyNot(delivery: Delivery | undefined): string {
  const last = delivery?.attempts.at(-1)
  if (last === undefined) return 'the receiver has not answered yet'
  return last.error ?? `the receiver answered ${last.status}`
}
