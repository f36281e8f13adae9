import { setTimeout as wait } from 'node:timers/promises'
import { serverNow, type World } from '../emulator-state.ts'
import { wrap } from '../envelope.ts'
import type { Exchange } from '../exchange.ts'
import { record, weigh } from '../recorded-request.ts'
import { send } from '../send.ts'

/** Wraps the outcome, writes it down, and sends it, or what the fault makes of it. */
export async function answer(exchange: Exchange, world: World): Promise<void> {
  const { family, data, error, fault, response, operation } = exchange
  const envelope = wrap(family, data, error, world.random.requests)
  const requestIndex = world.log.add(record(exchange, envelope), exchange.evidence, weigh(exchange))
  const detail = envelope.code === 0 ? 'OK' : String(envelope.code)
  const named = operation ? { operationId: operation.id } : {}
  world.timeline.tell('request', { ...named, ...subject(exchange), detail, requestIndex })
  if (fault?.delayMs !== undefined) await wait(fault.delayMs, undefined, { signal: world.closing.signal })
  response.setHeader('date', dateOf(serverNow(world)))
  if (fault?.retryAfter !== undefined) response.setHeader('retry-after', String(fault.retryAfter))
  send(response, JSON.stringify(envelope.body), fault?.then)
}

let lastDate: { readonly second: number; readonly text: string } | undefined

/** For the header, which tells seconds: the same text is good for all requests of one. */
function dateOf(ms: number): string {
  const second = Math.floor(ms / 1000)
  if (lastDate?.second !== second) lastDate = { second, text: new Date(second * 1000).toUTCString() }
  return lastDate.text
}

/** Which application, call or task a request was about, by its body or its answer. */
function subject({ app, body, data }: Exchange): { sdkAppId?: number; callId?: string; taskId?: string } {
  const given = (body ?? {}) as { readonly CallId?: unknown; readonly TaskId?: unknown }
  const made = data as { readonly Response?: { readonly CallId?: unknown }; readonly TaskId?: unknown }
  const [callId, taskId] = [given.CallId ?? made.Response?.CallId, given.TaskId ?? made.TaskId]
  return {
    ...(app === undefined ? {} : { sdkAppId: app.settings.sdkAppId }),
    ...(typeof callId === 'string' ? { callId } : {}),
    ...(typeof taskId === 'string' ? { taskId } : {}),
  }
}
