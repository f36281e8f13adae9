import { setTimeout as wait } from 'node:timers/promises'
import { wrap } from '../envelope.ts'
import type { Exchange } from '../exchange.ts'
import { record } from '../record.ts'
import { send } from '../send.ts'
import { serverNow, type World } from '../world.ts'

/** Wraps the outcome, writes it down, and sends it, or what the fault makes of it. */
export async function answer(exchange: Exchange, world: World): Promise<void> {
  const { family, data, refusal, fault, response, operation } = exchange
  const envelope = wrap(family, data, refusal)
  world.log.add(record(exchange, envelope))
  const detail = envelope.code === 0 ? 'OK' : String(envelope.code)
  world.timeline.tell('request', { ...(operation ? { operationId: operation.id } : {}), detail })
  if (fault?.delayMs !== undefined) await wait(fault.delayMs, undefined, { signal: world.closing.signal })
  response.setHeader('date', new Date(serverNow(world)).toUTCString())
  if (fault?.retryAfter !== undefined) response.setHeader('retry-after', String(fault.retryAfter))
  send(response, JSON.stringify(envelope.body), fault?.then)
}
