import { checkOneOf } from '../check-value.ts'
import type { CallEvents } from '../dial/call-events.ts'
import { InputError, withFieldNames } from '../input-error.ts'
import { assertKnownKeys } from '../known-keys.ts'
import { passOver } from '../pass-over.ts'
import { checkSdkAppId } from '../signing/checks.ts'
import type { WebhookEvent } from './events.ts'
import { defaultMaxBodyBytes } from './raw-body.ts'
import { checkMaxBodyBytes, checkWindow } from './replay-window.ts'
import { checkSecrets, type Secrets } from './secrets.ts'
import { createSeenWebhooks, type SeenWebhooks } from './seen-webhooks.ts'
import { type CallWebhookAccess, checkCallAccess } from './verify-call-webhook.ts'

/** What a handler takes and what it does with it. */
export interface WebhookHandlerOptions {
  readonly sdkAppId: number
  /** Take Call callbacks, of senders who show the `secret` in the address, the `token`, or both where both are given. */
  readonly call?: (CallWebhookAccess & AnySender) | undefined
  /** Take events about rooms and streams, signed with the key that the console holds. */
  readonly trtc?: { readonly key: Secrets } | undefined
  /** Where the calls of this process learn from: the `events` that `createTrtcCall` was given. */
  readonly events?: CallEvents | undefined
  /** Your code. It is called once for each event, after the answer unless `answer` says otherwise. */
  readonly onEvent?: ((event: WebhookEvent) => unknown) | undefined
  /**
   * Is told what was refused (a `WebhookError`), and what your code or your store of duplicates threw, with the event.
   * Required with `onEvent`: after the answer nobody else would hear of it. What it throws or rejects with is
   * passed over.
   */
  readonly onError?: ((error: unknown, event?: WebhookEvent) => void) | undefined
  /**
   * `at-once`: the vendor is answered before your code begins, for it waits two seconds at most (five for streams).
   * `when-done`: after your code, and with status 500 when that fails, so that events about streams come again; Call
   * callbacks do so only where the console says it. Default `at-once`.
   */
  readonly answer?: 'at-once' | 'when-done' | undefined
  /** Keeps the process awake for what runs after the answer, where the second argument of the handler cannot. */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined
  /** Default the memory of this handler, see `createSeenWebhooks`. */
  readonly duplicates?: SeenWebhooks | undefined
  /** Milliseconds since the epoch; default the clock. */
  readonly now?: (() => number) | undefined
  /** See `WebhookLimits`. Default 5 minutes. */
  readonly maxAgeMs?: number | undefined
  /** The largest body that is read, in bytes. Default 65 536. */
  readonly maxBodyBytes?: number | undefined
}

interface AnySender {
  /** Instead of `secret` and `token`: something before this handler lets only the vendor through. */
  readonly anySender?: boolean | undefined
}

/** The options, checked, and with what they leave out. */
export interface HandlerSettings extends WebhookHandlerOptions {
  readonly answer: 'at-once' | 'when-done'
  readonly duplicates: SeenWebhooks
  readonly now: () => number
  readonly maxBodyBytes: number
}

/** @throws InputError naming the option, never any of a secret. */
export function checkHandlerOptions(options: WebhookHandlerOptions): HandlerSettings {
  assertKnownKeys(options, known)
  const { call, trtc, onEvent, onError, answer = 'at-once', duplicates = createSeenWebhooks() } = options
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
  checkOneOf('answer', answer, ['at-once', 'when-done'])
  if (onEvent !== undefined && onError === undefined) {
    throw new InputError('onError', 'missing', 'is missing: without it, errors of onEvent are lost', {
      other: 'onEvent',
    })
  }
  return { ...options, onError: onError && unheard(onError), answer, duplicates, now, maxBodyBytes }
}

/** A stranger makes it be called, so that how it fails must not end the process. */
function unheard(onError: NonNullable<WebhookHandlerOptions['onError']>): typeof onError {
  return (error, event) => passOver(() => onError(error, event))
}

function checkCall(call: CallWebhookAccess & AnySender): void {
  assertKnownKeys(call, { token: true, secret: true, anySender: true }, 'call')
  withFieldNames(
    (field) => `call.${field}`,
    () => checkCallAccess(call),
  )
  const isOpen = call.token === undefined && call.secret === undefined
  if (isOpen && call.anySender !== true) {
    const detail =
      'or call.token must be given: without one, anyone who knows the URL can end your calls. If only the vendor can reach this handler, set call.anySender: true'
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
  answer: true,
  waitUntil: true,
  duplicates: true,
  now: true,
  maxAgeMs: true,
  maxBodyBytes: true,
}
