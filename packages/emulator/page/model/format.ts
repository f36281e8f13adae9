import type { CallView, MemberStatus } from '../../src/state/call.ts'

/** Labels of member statuses. */
export const statusLabels: Readonly<Record<string, string>> = {
  Waiting: 'ringing',
  Calling: 'in the call',
  Rejected: 'declined',
  Busy: 'busy',
  Offline: 'offline',
  NotAnswered: 'did not answer',
  Cancelled: 'cancelled',
  Left: 'hung up',
  Interrupted: 'connection lost',
} satisfies Record<MemberStatus, string>

/** Formats a remaining time, such as `0:07`. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Formats an elapsed time, such as `1.25 s`. */
export function formatElapsed(ms: number): string {
  if (ms < 60_000) return `${(ms / 1000).toFixed(2)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`
}

/** Formats a time of day, such as `14:03:22`. */
export function formatTime(at: number): string {
  return new Date(at).toTimeString().slice(0, 8)
}

/** Returns the members without the robot. */
export function calleesOf({ members }: CallView): CallView['members'] {
  return members.slice(1)
}

/** Whether a text contains the search text, ignoring case. */
export function matchesSearch(search: string, ...texts: readonly (string | number | undefined)[]): boolean {
  const wanted = search.trim().toLowerCase()
  return (
    wanted === '' ||
    texts.some((text) =>
      String(text ?? '')
        .toLowerCase()
        .includes(wanted),
    )
  )
}
