import type { TimelineEvent } from '../../src/timeline.ts'

const words: Readonly<Partial<Record<TimelineEvent['kind'], string>>> = {
  'invite-dropped': 'It does not ring: the vendor’s apps drop an invitation of so many callees.',
  'not-reached': 'It does not ring: the app is closed.',
  'push-sent': 'A push is on its way to it.',
}

/** Why a phone that is called does not ring, from what happened to it last; undefined for one that does. */
export function mutedReason(events: readonly TimelineEvent[], callId: string, userId: string): string | undefined {
  const last = events.findLast(
    ({ kind, ...event }) => event.callId === callId && event.userId === userId && (kind === 'ring' || kind in words),
  )
  return last && words[last.kind]
}
