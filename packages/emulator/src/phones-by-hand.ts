import type { Emulator } from './emulator.ts'
import type { Call } from './state/call.ts'
import type { World } from './world.ts'

/** What a test does in place of the people and streams of this world. */
export function phonesByHand({
  calls,
  tasks,
}: World): Pick<Emulator, 'answer' | 'reject' | 'hangUp' | 'loseConnection' | 'finishStream'> {
  const move = (callId: string, userId: string, condition: string, act: (call: Call) => boolean) => {
    const call = calls.find(callId)
    if (!call) throw new TypeError(`there is no live call ${callId}`)
    if (!act(call)) throw new TypeError(`${userId} is not ${condition} in call ${callId}`)
  }
  return {
    answer: (callId, userId) => move(callId, userId, 'rung', (call) => calls.answer(call, userId)),
    reject: (callId, userId) => move(callId, userId, 'rung', (call) => calls.decline(call, userId, 'Rejected')),
    hangUp: (callId, userId) => move(callId, userId, 'talking', (call) => calls.leave(call, userId, 'Left')),
    loseConnection: (callId, userId) =>
      move(callId, userId, 'rung or talking', (call) => {
        return calls.leave(call, userId, 'Interrupted') || calls.decline(call, userId, 'Offline')
      }),
    finishStream(taskId, reason = 'finished') {
      const task = tasks.find(taskId)
      if (!task) throw new TypeError(`there is no running task ${taskId}`)
      task.end(reason)
    },
  }
}
