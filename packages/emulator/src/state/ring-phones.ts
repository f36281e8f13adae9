import type { EventSink } from '../timeline.ts'
import type { Call } from './call.ts'
import { invite } from './invitation.ts'
import type { Phones, Reaction } from './phones.ts'

/** What a phone does when it rings. */
export type PhoneReaction = Pick<Reaction, 'does' | 'afterMs' | 'hangUpAfterMs'>

/** A callee to ring. */
export interface RingTarget {
  readonly call: Call
  readonly userId: string
  /** Whether the callee is in another call. */
  readonly isEngaged: boolean
  react(reaction: PhoneReaction): void
  schedule(delayMs: number, callback: () => void): void
}

interface RingDeps {
  readonly timeline: EventSink
  readonly phones: Phones
}

/** Sends the invitation to a callee's phones, which ring immediately, after a push, or not at all. */
export function ringCallee(target: RingTarget, deps: RingDeps): void {
  const { timeline, phones } = deps
  const ids = { callId: target.call.id, userId: target.userId }
  const phone = phones.reaction(target.userId)
  const invitation = invite(target.call, phone)
  if (invitation.outcome === 'unreachable') target.react(phone)
  else if (invitation.outcome === 'dropped') timeline.emit('invite-dropped', ids)
  else if (invitation.outcome === 'not-reached') timeline.emit('not-reached', ids)
  else {
    const reaction: PhoneReaction = target.isEngaged ? { does: 'busy', afterMs: 0 } : phone
    const start = () => startRinging(target, invitation.devices, reaction, deps)
    if (phone.presence === 'online') start()
    else {
      timeline.emit('push-sent', ids)
      target.schedule(invitation.afterMs, start)
    }
  }
}

/** Rings all devices, which count as one ring. Does nothing if the callee's status changed before the push arrived. */
function startRinging(
  target: RingTarget,
  devices: number,
  reaction: PhoneReaction,
  { timeline, phones }: RingDeps,
): void {
  const { call, userId } = target
  if (call.callees.get(userId) !== 'Waiting') return
  phones.countRing(userId)
  for (let device = 1; device <= devices; device += 1) {
    const detail = devices === 1 ? {} : { detail: `device ${device} of ${devices}` }
    timeline.emit('ring', { callId: call.id, userId, ...detail })
  }
  target.react(reaction)
}

/** Stops all devices but the first, on which the callee reacted. */
export function stopOtherDevices(call: Call, userId: string, { timeline, phones }: RingDeps): void {
  const { devices } = phones.reaction(userId)
  for (let device = 2; device <= devices; device += 1) {
    timeline.emit('ring-stopped', { callId: call.id, userId, detail: `device ${device} of ${devices}` })
  }
}
