import { callOptions } from '../client/access-options.ts'
import { connectCalls } from '../client/connect.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { roomName } from '../dial/words.ts'
import { isoSeconds, type RecordRow, recordRow } from '../record/record-row.ts'
import { formatFields } from '../terminal.ts'

export const recordShowCommand = defineCommand({
  details: `The vendor shows a call about five seconds after its end, for seven days, and only in some editions. Else it has no
record of it (101050, exit code 7).`,
  argument: { summary: 'as call start or dial gave it' },
  options: callOptions,
  examples: [
    'trtc-call record show 7c1f3d52-90ab-4e6d-8a57-2f4b6c8d0e13',
    'trtc-call record show 7c1f3d52-90ab-4e6d-8a57-2f4b6c8d0e13 --json',
  ],
  run: show,
})

async function show(context: Context<typeof callOptions>): Promise<Result> {
  const { argument: CallId, signal } = context
  const calls = await connectCalls(context)
  const { CallRecord: found, RequestId: requestId } = await calls.getRecordByCallid({ CallId }, { signal })
  const record = recordRow(found ?? { CallId })
  return { document: { ...record, requestId }, text: textOf(record) }
}

function textOf({ callId, result, caller, callees, media, room, ...at }: RecordRow): string {
  return formatFields({
    call: callId,
    result,
    caller,
    callees: callees.join(', '),
    media,
    room: room && roomName(room),
    started: isoSeconds(at.startedAt),
    answered: isoSeconds(at.acceptedAt) || 'no',
    ended: isoSeconds(at.endedAt),
    talked: `${Math.round(at.talkedMs / 1_000)} s`,
  })
}
