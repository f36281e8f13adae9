import { callOptions } from '../client/access-options.ts'
import { connectCalls } from '../client/connect.ts'
import { roomOf } from '../client/room-of.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { roomName } from '../dial/words.ts'
import { formatFields } from '../terminal.ts'

export const callShowCommand = defineCommand({
  details: 'A call that is over is not found (101004, exit code 7).',
  argument: { summary: 'as call start gave it' },
  options: callOptions,
  examples: [
    'trtc-call call show 7c1f3d52-90ab-4e6d-8a57-2f4b6c8d0e13',
    'trtc-call call show 7c1f3d52-90ab-4e6d-8a57-2f4b6c8d0e13 --json',
  ],
  run: show,
})

async function show(context: Context<typeof callOptions>): Promise<Result> {
  const { argument: CallId, signal } = context
  const calls = await connectCalls(context)
  const { CallInfo, UserList = [], RequestId: requestId } = await calls.getCallInfo({ CallId }, { signal })
  const room = roomOf(CallInfo?.RoomId, CallInfo?.RoomIdType)
  const members = UserList.map(({ User_Account: userId, Status: status }) => ({ userId, status }))
  const text = formatFields({
    call: CallId,
    media: CallInfo?.MediaType,
    room: room && roomName(room),
    ...Object.fromEntries(members.map(({ userId, status }) => [String(userId), words[String(status)] ?? status])),
  })
  return { document: { callId: CallId, media: CallInfo?.MediaType, room, members, requestId }, text }
}

const words: Readonly<Record<string, string>> = { Calling: 'in the call', Waiting: 'ringing' }
