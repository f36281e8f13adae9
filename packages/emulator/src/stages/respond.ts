import { setTimeout as wait } from 'node:timers/promises'
import { type EmulatorState, serverNow } from '../emulator-state.ts'
import { toEnvelope } from '../envelope.ts'
import type { Exchange } from '../exchange.ts'
import { send } from '../send.ts'
import { estimateBytes, toRecordedRequest } from '../to-recorded-request.ts'

/** Logs the response and sends it, or what a fault sends instead. */
export async function respond(exchange: Exchange, state: EmulatorState): Promise<void> {
  const { family, data, error, fault, response, operation } = exchange
  const envelope = toEnvelope(family, data, error, state.random.requests)
  const requestIndex = state.log.add(toRecordedRequest(exchange, envelope), exchange.authInput, estimateBytes(exchange))
  const detail = envelope.code === 0 ? 'OK' : String(envelope.code)
  const operationId = operation ? { operationId: operation.id } : {}
  state.timeline.emit('request', { ...operationId, ...subjectOf(exchange), detail, requestIndex })
  if (fault?.delayMs !== undefined) await wait(fault.delayMs, undefined, { signal: state.closing.signal })
  response.setHeader('date', dateOf(serverNow(state)))
  if (fault?.retryAfter !== undefined) response.setHeader('retry-after', String(fault.retryAfter))
  send(response, JSON.stringify(envelope.body), fault?.then)
}

let lastDate: { readonly second: number; readonly text: string } | undefined

/** Formats the Date header, once per second. */
function dateOf(ms: number): string {
  const second = Math.floor(ms / 1000)
  if (lastDate?.second !== second) lastDate = { second, text: new Date(second * 1000).toUTCString() }
  return lastDate.text
}

/** Finds the application, call or task of a request in its body or response. */
function subjectOf({ app, body, data }: Exchange): { sdkAppId?: number; callId?: string; taskId?: string } {
  const received = (body ?? {}) as { readonly CallId?: unknown; readonly TaskId?: unknown }
  const sent = data as { readonly Response?: { readonly CallId?: unknown }; readonly TaskId?: unknown }
  const [callId, taskId] = [received.CallId ?? sent.Response?.CallId, received.TaskId ?? sent.TaskId]
  return {
    ...(app === undefined ? {} : { sdkAppId: app.settings.sdkAppId }),
    ...(typeof callId === 'string' ? { callId } : {}),
    ...(typeof taskId === 'string' ? { taskId } : {}),
  }
}
