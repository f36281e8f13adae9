import type { TimelineKind } from '../timeline.ts'
import type { MemberStatus } from './call.ts'

/** The kind of timeline event for each new status. */
export const statusEvents = {
  Calling: 'answer',
  Rejected: 'reject',
  Busy: 'busy',
  Offline: 'offline',
  NotAnswered: 'timeout',
  Left: 'leave',
  Interrupted: 'interrupt',
} as const satisfies Partial<Record<MemberStatus, TimelineKind>>
