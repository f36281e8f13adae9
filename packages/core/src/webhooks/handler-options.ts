import { assertKnownKeys } from '../assert-known-keys.ts'
import { checkOneOf } from '../check-value.ts'
import type { CallEvents } from '../dial/call-events.ts'
import { ignoreErrors } from '../ignore-errors.ts'
import { InputError, withFieldNames } from '../input-error.ts'
import { checkSdkAppId } from '../signing/check-user-sig-input.ts'
import { checkSecrets, type Secrets } from './check-secrets.ts'
import { createDedupeStore, type DedupeStore } from './dedupe-store.ts'
import type { WebhookEvent } from './events.ts'
import { defaultMaxBodyBytes } from './raw-body.ts'
import { checkMaxBodyBytes, checkWindow } from './replay-window.ts'
import { type CallWebhookAccess, checkCallAccess } from './verify-call-webhook.ts'

/** Options of `createWebhookHandler`. */
export interface WebhookHandlerOptions {
  readonly sdkAppId: number
  /** Accept Call callbacks, authenticated with the `secret` in the URL, the `token`, or both. */
  readonly call?: (CallWebhookAccess & AllowUnauthenticated) | undefined
  /** Accept events about rooms and streams, signed with the callback key from the console. */
  readonly trtc?: { readonly key: Secrets } | undefined
  /** The `events` that were given to `createTrtcCall`: calls of this process then follow callbacks instead of polling. */
  readonly events?: CallEvents | undefined
  /** Your code, called once for each event. It runs after the response, unless `respond` is `after-handler`. */
  readonly onEvent?: ((event: WebhookEvent) => unknown) | undefined
  /**
   * Receives the `WebhookError` of a rejected webhook, and errors of `onEvent` and of the dedupe store together with the event.
   * Required with `onEvent`. Errors that it throws itself are ignored.
   */
  readonly onError?: ((error: unknown, event?: WebhookEvent) => void) | undefined
  /**
   * `immediately` (default): responds before `onEvent` runs, because the vendor waits two seconds at most (five for streams).
   * `after-handler`: responds when `onEvent` has ended, with status 500 when it failed. The vendor then repeats stream events;
   * it repeats Call callbacks only if the console is configured so.
   */
  readonly respond?: 'immediately' | 'after-handler' | undefined
  /** Keeps work alive after the response on platforms that pass no context with `waitUntil` to the handler. */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined
  /** Skips duplicates. Default: a store in memory, see `createDedupeStore`. */
  readonly dedupe?: DedupeStore | undefined
  /** Returns the current time in milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined
  /** See `WebhookLimits`. Default 5 minutes. */
  readonly maxAgeMs?: number | undefined
  /** The largest accepted body, in bytes. Default 65 536. */
  readonly maxBodyBytes?: number | undefined
}

interface AllowUnauthenticated {
  /** Accept callbacks without `secret` and `token`. Only safe if a firewall or gateway lets only the vendor through. */
  readonly allowUnauthenticated?: boolean | undefined
}

/** The checked options with their defaults. */
export interface HandlerSettings extends WebhookHandlerOptions {
  readonly respond: 'immediately' | 'after-handler'
  readonly dedupe: DedupeStore
  readonly now: () => number
  readonly maxBodyBytes: number
}

/** @throws InputError naming the option, never a secret. */
export function checkHandlerOptions(options: WebhookHandlerOptions): HandlerSettings {
  assertKnownKeys(options, known)
  const { call, trtc, onEvent, onError, respond = 'immediately', dedupe = createDedupeStore() } = options
  const { now = Date.now, maxBodyBytes = defaultMaxBodyBytes } = options
  checkSdkAppId(options.sdkAppId)
  checkWindow(0, options.maxAgeMs)
  checkMaxBodyBytes(maxBodyBytes)
  if (call === undefined && trtc === undefined) {
    throw new InputError('call', 'missing', 'or trtc must be given: without both, every webhook is refused', {
      other: 'trtc',
    })
  }
  if (call !== undefined) checkCall(call)
  if (trtc !== undefined) {
    assertKnownKeys(trtc, { key: true }, 'trtc')
    checkSecrets('trtc.key', trtc.key)
  }
  checkOneOf('respond', respond, ['immediately', 'after-handler'])
  if (onEvent !== undefined && onError === undefined) {
    throw new InputError('onError', 'missing', 'is missing: without it, errors of onEvent are lost', {
      other: 'onEvent',
    })
  }
  return { ...options, onError: onError && withoutErrors(onError), respond, dedupe, now, maxBodyBytes }
}

/** Untrusted requests trigger it, so its failures must not end the process. */
function withoutErrors(onError: NonNullable<WebhookHandlerOptions['onError']>): typeof onError {
  return (error, event) => ignoreErrors(() => onError(error, event))
}

function checkCall(call: CallWebhookAccess & AllowUnauthenticated): void {
  assertKnownKeys(call, { token: true, secret: true, allowUnauthenticated: true }, 'call')
  withFieldNames(
    (field) => `call.${field}`,
    () => checkCallAccess(call),
  )
  const isOpen = call.token === undefined && call.secret === undefined
  if (isOpen && call.allowUnauthenticated !== true) {
    const detail =
      'or call.token must be given: without one, anyone who knows the URL can end your calls. If only the vendor can reach this handler, set call.allowUnauthenticated: true'
    throw new InputError('call.secret', 'missing', detail, { other: 'call.token' })
  }
}

const known: Readonly<Record<keyof WebhookHandlerOptions, true>> = {
  sdkAppId: true,
  call: true,
  trtc: true,
  events: true,
  onEvent: true,
  onError: true,
  respond: true,
  waitUntil: true,
  dedupe: true,
  now: true,
  maxAgeMs: true,
  maxBodyBytes: true,
}
