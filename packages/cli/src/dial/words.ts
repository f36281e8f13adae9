import type { CallEnd, CallOutcome, Room } from '@trtc-call/node'

/** How a call ended, in words. */
const endings: Readonly<Record<CallOutcome, string>> = {
  completed: 'completed',
  rejected: 'rejected',
  'not-answered': 'nobody answered',
  busy: 'busy',
  cancelled: 'hung up before anybody answered',
  interrupted: 'the connection broke',
  offline: 'nobody could be reached',
  unknown: 'nobody answered; how it ended cannot be told',
}

export function describeEnd({ outcome, source }: CallEnd): string {
  return source === 'record' ? `${endings[outcome]} (from the vendor’s record)` : endings[outcome]
}

export function roomName({ kind, id }: Room): string {
  return kind === 'int' ? `${id}, a number room` : id
}

/** `name  value` lines under each other. */
export function fieldLines(fields: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  const width = Math.max(...given.map(([name]) => name.length))
  return given.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n')
}
