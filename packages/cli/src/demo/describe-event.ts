import type { TimelineEvent } from '@trtc-call/emulator'

type Describe = (userId: string, detail: string) => string | undefined

const descriptions: Readonly<Record<TimelineEvent['kind'], Describe>> = {
  ring: (user) => `${user}’s phone rings`,
  'invite-dropped': (user) => `${user}’s phone does not ring: the callee list is too long`,
  'push-sent': (user) => `a push notification is sent to ${user}`,
  'not-reached': (user) => `${user}’s phone does not ring: the app is closed`,
  answer: (user) => `${user} answers`,
  reject: (user) => `${user} rejects`,
  busy: (user) => `${user} is busy`,
  offline: (user) => `${user} is offline`,
  timeout: (user) => `${user} did not answer in time`,
  leave: (user) => `${user} hangs up`,
  interrupt: (user) => `${user}’s connection breaks`,
  'robot-left': (user) => `${user} sees the stream end`,
  'call-ended': (_, detail) => `the call ends: ${detail}`,
  'ingest-started': (user, detail) => `${user} enters the room to play ${detail}`,
  'ingest-fetched': (_, detail) => `the stream starts: ${detail}`,
  'ingest-failed': (_, detail) => `the stream cannot be fetched: ${detail}`,
  'ingest-retried': (_, detail) => `the stream is fetched again: ${detail}`,
  'ingest-without-audience': (_, detail) => `no one hears the stream: ${detail}`,
  'ingest-updated': () => 'the stream is changed',
  'ingest-ended': (_, detail) => `the stream ends: ${detail}`,
  'callback-sent': (_, detail) => `callback ${detail}`,
  'callback-failed': (_, detail) => `callback ${detail}`,
  request: () => undefined,
  'ring-stopped': () => undefined,
  'call-started': () => undefined,
}

/** An event of the emulator as text. Undefined for events that the list of requests shows already. */
export function describeEmulatorEvent({ kind, userId = '', detail = '' }: TimelineEvent): string | undefined {
  return descriptions[kind](userId, detail)
}
