import type { Room } from '../room.ts'
import type { Teller } from '../timeline.ts'
import type { Calls } from './calls.ts'
import type { Phones } from './phones.ts'

interface Surroundings {
  readonly calls: Calls
  readonly phones: Phones
  readonly timeline: Teller
}

/** A bot whose stream is over. */
interface Leaving {
  readonly robot: string
  readonly room: Room
  /** Whether another one plays in the room. */
  readonly isAnyBotLeft: boolean
}

/**
 * The robot's stream left the room. In a call to one it is the other side: Android closes, which hangs up, and so does iOS
 * when no other bot is left; the web stays.
 */
export function seeRobotLeave({ robot, room, isAnyBotLeft }: Leaving, { calls, phones, timeline }: Surroundings): void {
  const seen = calls.audience(room).flatMap(({ callId, userId }) => {
    const call = calls.find(callId)
    return call && !call.isGroup && call.robot === robot ? [{ call, userId }] : []
  })
  for (const { call, userId } of seen) {
    const { app } = phones.reaction(userId)
    timeline.tell('robot-left', { callId: call.id, userId, detail: app })
    if (app === 'android' || (app === 'ios' && !isAnyBotLeft)) calls.leave(call, userId, 'Left')
  }
}
