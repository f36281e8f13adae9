import type { CallEnd, CallOutcome, DialedCall, HangUpReport } from '@trtc-call/node'
import type { Result } from '../command.ts'

const outcomes: Readonly<Record<CallOutcome, string>> = {
  completed: 'completed',
  rejected: 'rejected',
  'not-answered': 'not answered',
  busy: 'busy',
  cancelled: 'hung up before anyone answered',
  interrupted: 'the connection broke',
  offline: 'no callee was reachable',
  unknown: 'how it ended is unknown',
}

export function describeEnd({ outcome, source }: CallEnd): string {
  return source === 'record' ? `${outcomes[outcome]} (from the vendor’s record)` : outcomes[outcome]
}

/** What was cleaned up, and how to do the rest by hand. */
export function describeCleanUp(
  { call, stream }: Pick<HangUpReport, 'call' | 'stream'>,
  { callId = '', taskId = '' }: Pick<DialedCall, 'callId' | 'taskId'>,
): string {
  const calls = {
    ended: 'the call is ended',
    'already-ended': 'the call is ended',
    unobservable: 'the call still rings; it cannot be ended, because the vendor returned no CallId',
    failed: `the call could not be ended, try: trtc-call call end ${callId}`,
  }
  const streams = {
    stopped: ', the stream is stopped',
    'already-ended': '',
    none: '',
    unknown: '; call attach may have started its stream in the meantime',
    failed: `; the stream could not be stopped, try: trtc-call ingest stop -- ${taskId}`,
  }
  return calls[call] + streams[stream]
}

/** The commands that end a call and its stream, for the case that stdout cannot be written. */
export function endCommands({
  callId,
  taskId,
}: {
  readonly callId?: string | undefined
  readonly taskId?: string | undefined
}): Pick<Result, 'onWriteError'> {
  const commands = [
    ...(callId ? [`trtc-call call end ${callId}`] : []),
    ...(taskId ? [`trtc-call ingest stop -- ${taskId}`] : []),
  ]
  return commands.length === 0 ? {} : { onWriteError: `it is still running; end it with: ${commands.join(', and ')}` }
}
