import type { TimelineEvent } from '../../src/timeline.ts'

const reasons: Readonly<Partial<Record<TimelineEvent['kind'], string>>> = {
  'invite-dropped': 'Does not ring: the vendor’s apps drop invitations to nine or more callees.',
  'not-reached': 'Does not ring: the app is closed.',
  'push-sent': 'A push is on its way.',
}

/** Explains why a called phone does not ring. Returns undefined for a ringing phone. */
export function notRingingReason(events: readonly TimelineEvent[], callId: string, userId: string): string | undefined {
  const last = events.findLast(
    ({ kind, ...event }) => event.callId === callId && event.userId === userId && (kind === 'ring' || kind in reasons),
  )
  return last && reasons[last.kind]
}
