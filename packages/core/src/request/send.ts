import { type Operation, type Rule, replaceSecrets } from '@trtc-call/spec'
import { checkBody } from '../check-body.ts'
import { checkTimeoutMs } from '../check-value.ts'
import { monotonicClock, systemClock } from '../clock.ts'
import { logObserver } from '../observe/logger.ts'
import type { RequestOptions, SharedOptions } from '../options.ts'
import type { IngestRoomIdType } from '../room.ts'
import type { Runtime } from '../runtime.ts'
import type { RequestSigner } from '../signers/signer.ts'
import { raceAbort } from './deadline.ts'
import type { ParseEnvelope } from './envelope.ts'
import { createHttp } from './http.ts'
import { readText } from './read-text.ts'
import { executeWithRetry, type RetryLoopSettings } from './retry-loop.ts'
import { checkRetryPolicy, createRetryBudget, defaultRetryPolicy } from './retry-policy.ts'
import type { Transport } from './transport.ts'

/** Sends an operation and returns its value. */
export type Send = (
  operation: Operation,
  body: object,
  options: RequestOptions | undefined,
  convention?: IngestRoomIdType,
) => Promise<unknown>

/** One interface at one origin, with one signer. */
export interface SendTarget {
  readonly endpoint: URL
  readonly sdkAppId: number
  readonly signer: RequestSigner
  readonly parseEnvelope: ParseEnvelope
  /** The app, or account in a region, whose rate limit the requests count against. */
  readonly limitScope: string
}

const defaultTimeoutMs = 30_000
const defaultAttemptTimeoutMs = 10_000

/** Creates a sender: it validates and serializes the body, then runs the retry loop (sign, send, parse). */
export function createSend(target: SendTarget, options: SharedOptions, runtime: Runtime): Send {
  const { signer, parseEnvelope, limitScope, sdkAppId } = target
  const { origin, host } = target.endpoint
  const http = createHttp(origin)
  const { fetch = runtime.fetch } = options
  const transport = fetch === runtime.fetch || fetch.settlesOnAbort ? fetch : withAbort(fetch)
  const settings = toSettings(options, runtime)
  return async (operation, body, { signal, timeoutMs, finishSent = false } = {}, convention = 'guide') => {
    checkBody(operation.body, body, { operation: operation.id, convention })
    signal?.throwIfAborted()
    const bodySecrets = (): string[] => secretsIn(operation.body, body)
    const perCall =
      timeoutMs === undefined ? settings : { ...settings, timeoutMs: checkTimeoutMs('timeoutMs', timeoutMs) }
    return http(operation.path, body, (url, text) =>
      executeWithRetry(
        {
          operation,
          url,
          body: text,
          signer,
          host,
          sdkAppId,
          limitScope,
          transport,
          parseEnvelope,
          signal,
          finishSent,
          bodySecrets,
        },
        perCall,
      ),
    )
  }
}

/** A custom fetch may ignore its signal; the wrapper rejects when it aborts. */
function withAbort(fetch: Transport): Transport {
  return async (url, init) => {
    const response = await raceAbort(fetch(url, init), init.signal)
    const text = await raceAbort(readText(response), init.signal)
    return { status: response.status, headers: response.headers, text: async () => text }
  }
}

function toSettings(options: SharedOptions, runtime: Runtime): RetryLoopSettings {
  const { observe = [], logger } = options
  return {
    clock: options.clock ?? systemClock,
    monotonic: options.clock ?? monotonicClock,
    random: options.random ?? Math.random,
    retry: checkRetryPolicy({ ...defaultRetryPolicy, ...options.retry }),
    budget: createRetryBudget(),
    observers: [observe, logger === undefined ? [] : logObserver(logger)].flat(),
    observe: runtime.observe,
    limiter: options.limiter,
    timeoutMs: checkTimeoutMs('timeoutMs', options.timeoutMs ?? defaultTimeoutMs),
    attemptTimeoutMs: checkTimeoutMs('attemptTimeoutMs', options.attemptTimeoutMs ?? defaultAttemptTimeoutMs),
  }
}

/** Returns the values of the body that the spec marks as secret. */
function secretsIn(rule: Rule, body: object): string[] {
  const secrets: string[] = []
  replaceSecrets(rule, body, (text) => {
    secrets.push(text)
    return text
  })
  return secrets
}
