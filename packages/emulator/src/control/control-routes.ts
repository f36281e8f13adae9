import type { Fault } from '../faults/fault.ts'
import type { CalleeBehaviour } from '../options/callee-behaviour.ts'
import type { EmulatorSnapshot } from '../snapshot/snapshot.ts'
import { ControlError } from './control-error.ts'
import type { ControlRoute } from './control-route.ts'
import { pageRoutes } from './page-routes.ts'
import { showRequest } from './show-request.ts'
import { showState } from './show-state.ts'
import { streamEvents } from './stream-events.ts'

const base = '/_emulator'

/** Reads a text field of a body. @throws ControlError naming the field. */
function text(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name]
  if (typeof value === 'string' && value !== '') return value
  throw new ControlError(400, `${name} must be a non-empty string`)
}

const reads: readonly ControlRoute[] = [
  { method: 'GET', path: `${base}/state`, run: ({ state, emulator }) => showState(state, emulator) },
  { method: 'GET', path: `${base}/events`, run: streamEvents },
  {
    method: 'GET',
    path: `${base}/requests/:index`,
    run: ({ emulator, params }) => showRequest(emulator, params.index),
  },
]

const phoneActions: readonly ControlRoute[] = (
  [
    ['answer', 'answer'],
    ['reject', 'reject'],
    ['hang-up', 'hangUp'],
    ['lose-connection', 'loseConnection'],
  ] as const
).map(([name, method]) => ({
  method: 'POST',
  path: `${base}/calls/:callId/${name}`,
  run: ({ emulator, params, body }) => emulator[method](params.callId ?? '', text(body, 'userId')),
}))

const writes: readonly ControlRoute[] = [
  {
    method: 'POST',
    path: `${base}/callees/:userId`,
    run: ({ emulator, params, body }) => emulator.callee(params.userId ?? '', body as unknown as CalleeBehaviour),
  },
  {
    method: 'POST',
    path: `${base}/faults`,
    run: ({ emulator, body }) => emulator.script(text(body, 'operationId'), (body.fault ?? {}) as Fault),
  },
  { method: 'DELETE', path: `${base}/faults`, run: ({ emulator }) => emulator.clearFaults() },
  {
    method: 'POST',
    path: `${base}/tasks/:taskId/finish`,
    run: ({ emulator, params, body }) =>
      emulator.finishStream(params.taskId ?? '', body.reason === undefined ? undefined : text(body, 'reason')),
  },
  {
    method: 'POST',
    path: `${base}/deliveries/:deliveryId/resend`,
    run: ({ emulator, params }) => emulator.resend(params.deliveryId ?? ''),
  },
  { method: 'POST', path: `${base}/snapshot`, run: ({ emulator }) => emulator.snapshot() },
  {
    method: 'POST',
    path: `${base}/restore`,
    run: ({ emulator, body }) => emulator.restore(body as unknown as EmulatorSnapshot),
  },
  {
    method: 'POST',
    path: `${base}/clock`,
    async run({ emulator, body: { advanceMs, skewMs } }) {
      if (typeof skewMs === 'number') emulator.setClockSkew(skewMs)
      else if (typeof advanceMs === 'number') await emulator.advance(advanceMs)
      else throw new ControlError(400, 'the body must be { "advanceMs": … } or { "skewMs": … }, in milliseconds')
      return { now: emulator.now() }
    },
  },
]

export const controlRoutes: readonly ControlRoute[] = [...reads, ...phoneActions, ...writes, ...pageRoutes]
