import type { Emulator } from './emulator.ts'
import type { World } from './emulator-state.ts'
import type { Call } from './state/call.ts'
import type { Calls } from './state/calls.ts'

/** What a test does in place of the people and streams of this world. */
export function phonesByHand({
  apps,
}: World): Pick<Emulator, 'answer' | 'reject' | 'hangUp' | 'loseConnection' | 'finishStream'> {
  const move = (callId: string, userId: string, condition: string, act: (calls: Calls, call: Call) => boolean) => {
    const app = [...apps.values()].find(({ calls }) => calls.find(callId))
    const call = app?.calls.find(callId)
    if (!app || !call) throw new TypeError(`there is no live call ${callId}`)
    if (!act(app.calls, call)) throw new TypeError(`${userId} is not ${condition} in call ${callId}`)
  }
  return {
    answer: (callId, userId) => move(callId, userId, 'rung', (calls, call) => calls.answer(call, userId)),
    reject: (callId, userId) => move(callId, userId, 'rung', (calls, call) => calls.decline(call, userId, 'Rejected')),
    hangUp: (callId, userId) => move(callId, userId, 'talking', (calls, call) => calls.leave(call, userId, 'Left')),
    loseConnection: (callId, userId) =>
      move(callId, userId, 'rung or talking', (calls, call) => {
        return calls.leave(call, userId, 'Interrupted') || calls.decline(call, userId, 'Offline')
      }),
    finishStream(taskId, reason = 'finished') {
      const task = [...apps.values()].flatMap(({ tasks }) => tasks.find(taskId) ?? []).at(0)
      if (!task) throw new TypeError(`there is no running task ${taskId}`)
      task.end(reason)
    },
  }
}
