import type { TimelineEvent } from '@trtc-call/emulator'

/** An event of the emulator as text. Undefined for events that the list of requests shows already. */
export function describeEmulatorEvent({ kind, userId = '', detail = '' }: TimelineEvent): string | undefined {
  switch (kind) {
    case 'ring':
      return `${userId}’s phone rings`
    case 'invite-dropped':
      return `${userId}’s phone does not ring: the callee list is too long`
    case 'push-sent':
      return `a push notification is sent to ${userId}`
    case 'not-reached':
      return `${userId}’s phone does not ring: the app is closed`
    case 'answer':
      return `${userId} answers`
    case 'reject':
      return `${userId} rejects`
    case 'busy':
      return `${userId} is busy`
    case 'offline':
      return `${userId} is offline`
    case 'timeout':
      return `${userId} did not answer in time`
    case 'leave':
      return `${userId} hangs up`
    case 'interrupt':
      return `${userId}’s connection breaks`
    case 'robot-left':
      return `${userId} sees the stream leave`
    case 'call-ended':
      return `the call ends: ${detail}`
    case 'ingest-started':
      return `${userId} enters the room to play ${detail}`
    case 'ingest-fetched':
      return `the stream starts: ${detail}`
    case 'ingest-failed':
      return `the stream cannot be fetched: ${detail}`
    case 'ingest-retried':
      return `the stream is fetched again: ${detail}`
    case 'ingest-without-audience':
      return `no one hears the stream: ${detail}`
    case 'ingest-updated':
      return 'the stream is changed'
    case 'ingest-ended':
      return `the stream ends: ${detail}`
    case 'callback-sent':
    case 'callback-failed':
      return `callback ${detail}`
    case 'request':
    case 'ring-stopped':
    case 'call-started':
      return undefined
  }
}
