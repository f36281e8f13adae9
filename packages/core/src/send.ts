import { type Operation, type Rule, replaceSecrets } from '@trtc-call/spec'
import { type AttemptSettings, attemptUntilSettled } from './attempts.ts'
import { checkBody } from './check-body.ts'
import { checkTimeoutMs } from './check-value.ts'
import { monotonicClock, systemClock } from './clock.ts'
import { raceAbort } from './deadline.ts'
import type { ReadEnvelope } from './envelope/envelope.ts'
import { createHttp } from './http.ts'
import type { RequestOptions, SharedOptions } from './options.ts'
import { readText } from './read-text.ts'
import { checkRetryPolicy, createRetryBudget, defaultRetryPolicy } from './retry.ts'
import type { IngestRoomIdType } from './room.ts'
import type { Runtime } from './runtime.ts'
import type { RequestSigner } from './signers/signer.ts'
import { logTo } from './trace.ts'
import type { Transport } from './transport.ts'

/** Sends an operation and gives its value. */
export type Send = (
  operation: Operation,
  body: object,
  options: RequestOptions | undefined,
  convention?: IngestRoomIdType,
) => Promise<unknown>

/** One interface at one origin, for one identity. */
export interface SendTarget {
  readonly endpoint: URL
  readonly sdkAppId: number
  readonly signer: RequestSigner
  readonly readEnvelope: ReadEnvelope
  /** Whose rate limit requests count against: an app, or an account in a region. */
  readonly limitScope: string
}

const defaultTimeoutMs = 30_000
const defaultAttemptTimeoutMs = 10_000

/** A request from left to right: check, serialise, attempt (sign, send, read), value. */
export function createSend(target: SendTarget, options: SharedOptions, runtime: Runtime): Send {
  const { signer, readEnvelope, limitScope, sdkAppId } = target
  const { origin, host } = target.endpoint
  const http = createHttp(origin)
  const { fetch = runtime.fetch } = options
  const transport = fetch === runtime.fetch || fetch.settlesOnAbort ? fetch : keepingDeadline(fetch)
  const settings = settingsFrom(options, runtime)
  return async (operation, body, { signal, timeoutMs, finishSent = false } = {}, convention = 'guide') => {
    checkBody(operation.body, body, { operation: operation.id, convention })
    signal?.throwIfAborted()
    const bodySecrets = (): string[] => secretsIn(operation.body, body)
    const perCall =
      timeoutMs === undefined ? settings : { ...settings, timeoutMs: checkTimeoutMs('timeoutMs', timeoutMs) }
    return http(operation.path, body, (url, text) =>
      attemptUntilSettled(
        {
          operation,
          url,
          body: text,
          signer,
          host,
          sdkAppId,
          limitScope,
          transport,
          readEnvelope,
          signal,
          finishSent,
          bodySecrets,
        },
        perCall,
      ),
    )
  }
}

/** Another's fetch may not care for its signal; time is over all the same. */
function keepingDeadline(fetch: Transport): Transport {
  return async (url, init) => {
    const response = await raceAbort(fetch(url, init), init.signal)
    const text = await raceAbort(readText(response), init.signal)
    return { status: response.status, headers: response.headers, text: async () => text }
  }
}

function settingsFrom(options: SharedOptions, runtime: Runtime): AttemptSettings {
  const { observe = [], logger } = options
  return {
    clock: options.clock ?? systemClock,
    steady: options.clock ?? monotonicClock,
    random: options.random ?? Math.random,
    retry: checkRetryPolicy({ ...defaultRetryPolicy, ...options.retry }),
    budget: createRetryBudget(),
    observers: [observe, logger === undefined ? [] : logTo(logger)].flat(),
    listener: runtime.observe,
    limiter: options.limiter,
    timeoutMs: checkTimeoutMs('timeoutMs', options.timeoutMs ?? defaultTimeoutMs),
    attemptTimeoutMs: checkTimeoutMs('attemptTimeoutMs', options.attemptTimeoutMs ?? defaultAttemptTimeoutMs),
  }
}

/** The texts of the body that are secret, by the spec. */
function secretsIn(rule: Rule, body: object): string[] {
  const secrets: string[] = []
  replaceSecrets(rule, body, (text) => {
    secrets.push(text)
    return text
  })
  return secrets
}
