import type { Teller } from '../timeline.ts'
import type { Call } from './call.ts'
import { invite } from './invitation.ts'
import type { Phones, Reaction } from './phones.ts'

/** What somebody does who is rung. */
export type Doing = Pick<Reaction, 'does' | 'afterMs' | 'hangUpAfterMs'>

/** One callee of a call, and what can happen to them. */
export interface Rung {
  readonly call: Call
  readonly userId: string
  /** Whether they are in another call. */
  readonly isOccupied: boolean
  /** Has them act after a while. */
  react(doing: Doing): void
  later(delayMs: number, act: () => void): void
}

interface Surroundings {
  readonly timeline: Teller
  readonly phones: Phones
}

/** Brings the invitation to a callee's phones: at once, by a push, or not at all. */
export function ring(rung: Rung, surroundings: Surroundings): void {
  const { timeline, phones } = surroundings
  const about = { callId: rung.call.id, userId: rung.userId }
  const phone = phones.reaction(rung.userId)
  const invitation = invite(rung.call, phone)
  if (invitation.arrival === 'unreachable') rung.react(phone)
  else if (invitation.arrival === 'dropped') timeline.tell('invite-dropped', about)
  else if (invitation.arrival === 'not-reached') timeline.tell('not-reached', about)
  else {
    const doing: Doing = rung.isOccupied ? { does: 'busy', afterMs: 0 } : phone
    const arrive = () => sound(rung, invitation.devices, doing, surroundings)
    if (phone.presence === 'online') arrive()
    else {
      timeline.tell('push-sent', about)
      rung.later(invitation.afterMs, arrive)
    }
  }
}

/** Unless something happened to them before the push arrived. However many devices: it is one ring. */
function sound({ call, userId, react }: Rung, devices: number, doing: Doing, { timeline, phones }: Surroundings): void {
  if (call.callees.get(userId) !== 'Waiting') return
  phones.countRing(userId)
  for (let device = 1; device <= devices; device += 1) {
    const detail = devices === 1 ? {} : { detail: `device ${device} of ${devices}` }
    timeline.tell('ring', { callId: call.id, userId, ...detail })
  }
  react(doing)
}

/** The first device is in the hand of somebody who reacted; the others fall silent. */
export function silence(call: Call, userId: string, { timeline, phones }: Surroundings): void {
  const { devices } = phones.reaction(userId)
  for (let device = 2; device <= devices; device += 1) {
    timeline.tell('ring-stopped', { callId: call.id, userId, detail: `device ${device} of ${devices}` })
  }
}
