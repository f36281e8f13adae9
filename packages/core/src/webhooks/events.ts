import type { CallOutcome } from '../dial/call-end.ts'
import type { Room } from '../room.ts'
import type { CallMember } from './fields.ts'
import type { WebhookBody } from './raw-body.ts'

/** Fields of every event. */
export interface WebhookEventBase {
  /** Equal for all deliveries of this event, different for other events: use it to skip duplicates. */
  readonly key: string
  /** When it happened, by the vendor's clock, in milliseconds since the epoch. Without a time in the body, when it was read. */
  readonly at: number
  readonly sdkAppId: number
  /**
   * Whether the sender proved a shared secret. False only from `verifyCallWebhook` with neither `token` nor `secret`: anyone
   * who knows the URL can have sent such an event.
   */
  readonly authenticated: boolean
  /** The body as received, in the vendor's spelling. Integers beyond 2^53 are strings with every digit. */
  readonly raw: WebhookBody
}

interface CallEventBase extends WebhookEventBase {
  readonly family: 'call'
}

/**
 * A call started ringing.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/68941}
 */
export interface CallStartedEvent extends CallEventBase {
  readonly type: 'call-started'
  readonly callId: string
  readonly media: 'audio' | 'video' | undefined
  readonly room: Room | undefined
  /** The chat group of the call. */
  readonly chatGroupId: string | undefined
  readonly members: readonly CallMember[]
}

/**
 * What a member did. The vendor's page lists two sets of words; both are recognized. `unknown` is in neither: see
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

/** A change of one member. */
export interface MemberChange {
  readonly userId: string
  readonly action: CallAction
  /** The vendor's word, as received. */
  readonly actionType: string
}

/**
 * A member answered, declined, joined or left.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/69215}
 */
export interface MembersChangedEvent extends CallEventBase {
  readonly type: 'members-changed'
  readonly callId: string
  /** All members after the change. */
  readonly members: readonly CallMember[]
  readonly changes: readonly MemberChange[]
}

/** The record of an ended call. Times are milliseconds since the epoch, in whole seconds. */
export interface EndedCallRecord {
  readonly callerId: string | undefined
  /** May or may not include the caller: the vendor's sources differ. */
  readonly memberIds: readonly string[]
  readonly media: 'audio' | 'video' | undefined
  readonly callType: 'single' | 'multi' | undefined
  readonly room: Room | undefined
  readonly startedAt: number | undefined
  /** Undefined when no one answered. */
  readonly answeredAt: number | undefined
  readonly endedAt: number | undefined
  /** `unknown` is a value that the vendor does not document: see `raw.CallRecord`. */
  readonly outcome: CallOutcome
}

/**
 * A call ended.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/68940}
 */
export interface CallEndedEvent extends CallEventBase {
  readonly type: 'call-ended'
  readonly callId: string
  readonly record: EndedCallRecord
}

/** A callback with an unknown command, or without the CallId of a known one. */
export interface UnknownCallEvent extends CallEventBase {
  readonly type: 'unknown'
  readonly command: string
  readonly callId: string | undefined
}

interface TrtcEventBase extends WebhookEventBase {
  readonly family: 'trtc'
}

/**
 * A stream started, failed to start, or is being retried. The vendor tries three times within a minute.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/62717}
 */
export interface IngestStartedEvent extends TrtcEventBase {
  readonly type: 'ingest-started'
  readonly taskId: string
  /** `unknown` is a number that the vendor does not document: see `raw.EventInfo`. */
  readonly status: 'playing' | 'failed' | 'retrying' | 'unknown'
}

/**
 * A stream ended.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/62717}
 */
export interface IngestStoppedEvent extends TrtcEventBase {
  readonly type: 'ingest-stopped'
  readonly taskId: string
}

/**
 * Any other event of the app, such as of its rooms (group 1) and media (group 2), or a stream event without a TaskId.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/39558}
 */
export interface UnknownTrtcEvent extends TrtcEventBase {
  readonly type: 'unknown'
  readonly eventGroupId: number | undefined
  readonly eventType: number | undefined
}

/** What `verifyCallWebhook` returns; `switch (event.type)` narrows. */
export type CallWebhookEvent = CallStartedEvent | MembersChangedEvent | CallEndedEvent | UnknownCallEvent

/** What `verifyTrtcWebhook` returns; `switch (event.type)` narrows. */
export type TrtcWebhookEvent = IngestStartedEvent | IngestStoppedEvent | UnknownTrtcEvent

/** What a handler passes to `onEvent`; `switch (event.type)` narrows, and `event.family` separates the two kinds of `unknown`. */
export type WebhookEvent = CallWebhookEvent | TrtcWebhookEvent
