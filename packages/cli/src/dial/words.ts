import type { CallEnd, CallOutcome, DialedCall, HangUpReport, Room } from '@trtc-call/node'
import type { Result } from '../command.ts'

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

/** What was undone, and how to undo what was not. */
export function describeCleanUp(
  { call, stream }: Pick<HangUpReport, 'call' | 'stream'>,
  { callId = '', taskId = '' }: Pick<DialedCall, 'callId' | 'taskId'>,
): string {
  const calls = {
    ended: 'the call is ended',
    'already-ended': 'the call is ended',
    unobservable: 'the call rings on, because the vendor told no id by which it could be ended',
    failed: `the call could not be ended, try: trtc-call call end ${callId}`,
  }
  const streams = {
    stopped: ', the stream is stopped',
    'already-over': '',
    none: '',
    unknown: '; whether call attach has started its stream meanwhile is not known here',
    failed: `; the stream could not be stopped, try: trtc-call ingest stop -- ${taskId}`,
  }
  return calls[call] + streams[stream]
}

/** Of a call and a stream that go on by themselves: how to end them, where what says so cannot be written. */
export function endedBy({ callId, taskId }: Partial<Pick<DialedCall, 'callId' | 'taskId'>>): Pick<Result, 'ifLost'> {
  const ways = [
    ...(callId ? [`trtc-call call end ${callId}`] : []),
    ...(taskId ? [`trtc-call ingest stop -- ${taskId}`] : []),
  ]
  return ways.length === 0 ? {} : { ifLost: `it goes on; end it by: ${ways.join(', and ')}` }
}

export function roomName({ kind, id }: Room): string {
  return kind === 'int' ? `${id}, a number room` : id
}
