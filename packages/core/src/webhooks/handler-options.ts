import type { CallEvents } from '../dial/call-events.ts'
import { passOver } from '../pass-over.ts'
import { refuseUnknown } from '../refuse-unknown.ts'
import { checkSdkAppId } from '../signing/checks.ts'
import { createDedupeStore, type DedupeStore } from './dedupe-store.ts'
import type { WebhookEvent } from './events.ts'
import { defaultMaxBodyBytes } from './raw-body.ts'
import { checkMaxBodyBytes, checkWindow } from './replay-window.ts'
import { checkSecrets, type Secrets } from './secrets.ts'
import { type CallWebhookAccess, checkCallAccess } from './verify-call-webhook.ts'

/** What a handler takes and what it does with it. */
export interface WebhookHandlerOptions {
  readonly sdkAppId: number
  /** Take Call callbacks, of senders who show the `secret` in the address, the `token`, or both where both are given. */
  readonly call?: (CallWebhookAccess & AllowUnauthenticated) | undefined
  /** Take events about rooms and streams, signed with the key that the console holds. */
  readonly trtc?: { readonly key: Secrets } | undefined
  /** Where the calls of this process learn from: the `events` that `createTrtcCall` was given. */
  readonly events?: CallEvents | undefined
  /** Your code. It is called once for each event, after the answer unless `respond` says otherwise. */
  readonly onEvent?: ((event: WebhookEvent) => unknown) | undefined
  /**
   * Is told what was refused (a `WebhookError`), and what your code or your dedupe store threw, with the event.
   * Required with `onEvent`: after the answer nobody else would hear of it. What it throws or rejects with is
   * passed over.
   */
  readonly onError?: ((error: unknown, event?: WebhookEvent) => void) | undefined
  /**
   * `immediately`: the vendor is answered before your code begins, for it waits two seconds at most (five for streams).
   * `after-handler`: after your code, and with status 500 when that fails, so that events about streams come again; Call
   * callbacks do so only where the console says it. Default `immediately`.
   */
  readonly respond?: 'immediately' | 'after-handler' | undefined
  /** Keeps the process awake for what runs after the response, where the second argument of the handler cannot. */
  readonly waitUntil?: ((work: Promise<unknown>) => void) | undefined
  /** Default the memory of this handler, see `createDedupeStore`. */
  readonly dedupe?: DedupeStore | undefined
  /** Milliseconds since the epoch; default the clock. */
  readonly now?: (() => number) | undefined
  /** See `WebhookLimits`. Default 5 minutes. */
  readonly maxAgeMs?: number | undefined
  /** The largest body that is read, in bytes. Default 65 536. */
  readonly maxBodyBytes?: number | undefined
}

interface AllowUnauthenticated {
  /** Instead of `secret` and `token`: something before this handler lets only the vendor through. */
  readonly allowUnauthenticated?: boolean | undefined
}

/** The options, checked, and with what they leave out. */
export interface HandlerSettings extends WebhookHandlerOptions {
  readonly respond: 'immediately' | 'after-handler'
  readonly dedupe: DedupeStore
  readonly now: () => number
  readonly maxBodyBytes: number
}

/** @throws TypeError naming the option, never any of a secret. */
export function checkHandlerOptions(options: WebhookHandlerOptions): HandlerSettings {
  refuseUnknown(where, options, known)
  const { call, trtc, onEvent, onError, respond = 'immediately', dedupe = createDedupeStore() } = options
  const { now = Date.now, maxBodyBytes = defaultMaxBodyBytes } = options
  checkSdkAppId(options.sdkAppId)
  checkWindow(0, options.maxAgeMs)
  checkMaxBodyBytes(maxBodyBytes)
  if (call === undefined && trtc === undefined) {
    throw new TypeError(`${where}: give call, trtc or both: with neither every webhook is refused`)
  }
  if (call !== undefined) checkCall(call)
  if (trtc !== undefined) {
    refuseUnknown(where, trtc, { key: true }, 'trtc.')
    checkSecrets('trtc.key', trtc.key)
  }
  if (respond !== 'immediately' && respond !== 'after-handler') {
    throw new TypeError(`${where}: respond must be "immediately" or "after-handler"`)
  }
  if (onEvent !== undefined && onError === undefined) {
    throw new TypeError(`${where}: give onError with onEvent: when your code fails, nobody else hears of it`)
  }
  return { ...options, onError: onError && unheard(onError), respond, dedupe, now, maxBodyBytes }
}

/** A stranger makes it be called, so that how it fails must not end the process. */
function unheard(onError: NonNullable<WebhookHandlerOptions['onError']>): typeof onError {
  return (error, event) => passOver(() => onError(error, event))
}

const where = 'createWebhookHandler'

function checkCall(call: CallWebhookAccess & AllowUnauthenticated): void {
  refuseUnknown(where, call, { token: true, secret: true, allowUnauthenticated: true }, 'call.')
  checkCallAccess(call)
  const isOpen = call.token === undefined && call.secret === undefined
  if (isOpen && call.allowUnauthenticated !== true) {
    throw new TypeError(
      `${where}: call needs secret or token, or anybody who knows the address can end your calls; where something before this handler lets only the vendor through, say allowUnauthenticated: true`,
    )
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
