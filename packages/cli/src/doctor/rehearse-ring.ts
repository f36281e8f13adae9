import type { Rehearsal } from '../client/rehearsal.ts'
import { type RingSetting, ringRequest } from './ring.ts'

/** Writes down what `ringOnce` would ask, had somebody answered. */
export async function rehearseRing(setting: RingSetting, rehearsal: Rehearsal): Promise<void> {
  const { stream, ...request } = ringRequest(setting)
  const onPlaced = (): void => {
    if (stream !== undefined) rehearsal.wait('when somebody answers:')
  }
  const played = stream && { ...stream, when: 'now' as const }
  const call = await setting.client.dial({ ...request, stream: played }, { until: 'accepted', onPlaced })
  rehearsal.wait('ten seconds after the answer:')
  await call.hangUp()
}
