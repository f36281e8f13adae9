import type { TimelineKind } from '../timeline.ts'
import type { MemberStatus } from './call.ts'

/** How a status shows in the timeline. */
export const statusKinds = {
  Calling: 'answer',
  Rejected: 'reject',
  Busy: 'busy',
  Offline: 'offline',
  NotAnswered: 'timeout',
  Left: 'leave',
  Interrupted: 'interrupt',
} as const satisfies Partial<Record<MemberStatus, TimelineKind>>
