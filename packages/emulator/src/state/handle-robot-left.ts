import type { Room } from '../room.ts'
import type { EventSink } from '../timeline.ts'
import type { Calls } from './calls.ts'
import type { Phones } from './phones.ts'

interface RobotLeftDeps {
  readonly calls: Calls
  readonly phones: Phones
  readonly timeline: EventSink
}

/** A bot whose stream has ended. */
interface RobotLeft {
  readonly robot: string
  readonly room: Room
  /** Whether another bot plays in the room. */
  readonly isAnyBotLeft: boolean
}

/**
 * Lets phones react when the robot's stream ends in a call to one callee: Android hangs up, iOS hangs up if no other bot plays
 * in the room, and the web app stays.
 */
export function handleRobotLeft(
  { robot, room, isAnyBotLeft }: RobotLeft,
  { calls, phones, timeline }: RobotLeftDeps,
): void {
  const seen = calls.audience(room).flatMap(({ callId, userId }) => {
    const call = calls.find(callId)
    return call && !call.isGroup && call.robot === robot ? [{ call, userId }] : []
  })
  for (const { call, userId } of seen) {
    const { app } = phones.reaction(userId)
    timeline.emit('robot-left', { callId: call.id, userId, detail: app })
    if (app === 'android' || (app === 'ios' && !isAnyBotLeft)) calls.leave(call, userId, 'Left')
  }
}
