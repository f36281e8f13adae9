import type { CallOutcome } from '../dial/ends.ts'
import type { Room } from '../room.ts'
import type { CallMember } from './fields.ts'
import type { WebhookBody } from './raw-body.ts'

/** What every event has. */
export interface WebhookEventBase {
  /** The same for every delivery of this event, another for every other event: what you have seen, you need not do again. */
  readonly key: string
  /** When it happened, by the vendor's clock; when it was read, where it does not say. Milliseconds since the epoch. */
  readonly at: number
  readonly sdkAppId: number
  /**
   * Whether the sender showed the secret that was agreed on. False only from `verifyCallWebhook` with neither `token` nor
   * `secret`: then anybody who knows the address can have sent it.
   */
  readonly authenticated: boolean
  /** The body as it came, in the vendor's spelling. Integers beyond 2^53 are text, with every digit. */
  readonly raw: WebhookBody
}

interface CallEventBase extends WebhookEventBase {
  readonly family: 'call'
}

/**
 * People are being rung.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/68941}
 */
export interface CallStartedEvent extends CallEventBase {
  readonly type: 'call-started'
  readonly callId: string
  readonly media: 'audio' | 'video' | undefined
  readonly room: Room | undefined
  /** The chat group that the call belongs to. */
  readonly chatGroupId: string | undefined
  readonly members: readonly CallMember[]
}

/**
 * What somebody did. The vendor's page gives two lists of words for it; both are read. `unknown` is a word of neither: see
 * `actionType`.
 */
export type CallAction =
  | 'accepted'
  | 'rejected'
  | 'not-answered'
  | 'hung-up'
  | 'joined'
  | 'offline'
  | 'invited'
  | 'invitation-cancelled'
  | 'unknown'

/** One member's change. */
export interface MemberChange {
  readonly userId: string
  readonly action: CallAction
  /** The vendor's word for it, as it came. */
  readonly actionType: string
}

/**
 * Somebody answered, refused, joined or left.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/69215}
 */
export interface MembersChangedEvent extends CallEventBase {
  readonly type: 'members-changed'
  readonly callId: string
  /** Everybody, after the change. */
  readonly members: readonly CallMember[]
  readonly changes: readonly MemberChange[]
}

/** The record of a call that is over. Times are milliseconds since the epoch; the vendor counts them in whole seconds. */
export interface EndedCallRecord {
  readonly callerId: string | undefined
  /** The vendor's samples have the caller among them, another source has not: assume neither. */
  readonly memberIds: readonly string[]
  readonly media: 'audio' | 'video' | undefined
  readonly callType: 'single' | 'multi' | undefined
  readonly room: Room | undefined
  readonly startedAt: number | undefined
  /** Undefined when nobody answered. */
  readonly answeredAt: number | undefined
  readonly endedAt: number | undefined
  /** `unknown` is a word that no page lists: see `raw.CallRecord`. */
  readonly outcome: CallOutcome
}

/**
 * A call is over.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/68940}
 */
export interface CallEndedEvent extends CallEventBase {
  readonly type: 'call-ended'
  readonly callId: string
  readonly record: EndedCallRecord
}

/** A callback with a command that is not known here, or without what a known one must have. */
export interface UnknownCallEvent extends CallEventBase {
  readonly type: 'unknown'
  readonly command: string
  readonly callId: string | undefined
}

interface TrtcEventBase extends WebhookEventBase {
  readonly family: 'trtc'
}

/**
 * A stream has started, has failed to start, or is tried again. The vendor tries three times in a minute.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/62717}
 */
export interface IngestStartedEvent extends TrtcEventBase {
  readonly type: 'ingest-started'
  readonly taskId: string
  /** `unknown` is a number that the page does not list: see `raw.EventInfo`. */
  readonly status: 'playing' | 'failed' | 'trying-again' | 'unknown'
}

/**
 * A stream is over.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/62717}
 */
export interface IngestStoppedEvent extends TrtcEventBase {
  readonly type: 'ingest-stopped'
  readonly taskId: string
}

/**
 * Another event of the app, as of its rooms (group 1) and its media (group 2), or one without what it must have.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/39558}
 */
export interface UnknownTrtcEvent extends TrtcEventBase {
  readonly type: 'unknown'
  readonly eventGroupId: number | undefined
  readonly eventType: number | undefined
}

/** What `verifyCallWebhook` gives; `switch (event.type)` narrows. */
export type CallWebhookEvent = CallStartedEvent | MembersChangedEvent | CallEndedEvent | UnknownCallEvent

/** What `verifyTrtcWebhook` gives; `switch (event.type)` narrows. */
export type TrtcWebhookEvent = IngestStartedEvent | IngestStoppedEvent | UnknownTrtcEvent

/** What a handler gives; `switch (event.type)` narrows, and `event.family` tells the two kinds of `unknown` apart. */
export type WebhookEvent = CallWebhookEvent | TrtcWebhookEvent
