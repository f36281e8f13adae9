import type { Emulator } from './emulator.ts'
import type { EmulatorState } from './emulator-state.ts'
import type { Call } from './state/call.ts'
import type { Calls } from './state/calls.ts'

/** Methods that act on behalf of callees and streams. */
export function manualActions({
  apps,
}: EmulatorState): Pick<Emulator, 'answer' | 'reject' | 'hangUp' | 'loseConnection' | 'finishStream'> {
  const apply = (callId: string, userId: string, condition: string, act: (calls: Calls, call: Call) => boolean) => {
    const app = [...apps.values()].find(({ calls }) => calls.find(callId))
    const call = app?.calls.find(callId)
    if (!app || !call) throw new TypeError(`call ${callId} does not exist or has ended`)
    if (!act(app.calls, call)) throw new TypeError(`${userId} is not ${condition} in call ${callId}`)
  }
  return {
    answer: (callId, userId) => apply(callId, userId, 'ringing', (calls, call) => calls.answer(call, userId)),
    reject: (callId, userId) =>
      apply(callId, userId, 'ringing', (calls, call) => calls.decline(call, userId, 'Rejected')),
    hangUp: (callId, userId) => apply(callId, userId, 'talking', (calls, call) => calls.leave(call, userId, 'Left')),
    loseConnection: (callId, userId) =>
      apply(callId, userId, 'ringing or talking', (calls, call) => {
        return calls.leave(call, userId, 'Interrupted') || calls.decline(call, userId, 'Offline')
      }),
    finishStream(taskId, reason = 'finished') {
      const task = [...apps.values()].flatMap(({ tasks }) => tasks.find(taskId) ?? []).at(0)
      if (!task) throw new TypeError(`task ${taskId} does not exist or has ended`)
      task.end(reason)
    },
  }
}
