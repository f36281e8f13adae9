import type { HangUpReport, SavedCall } from '@trtc-call/node'
import { bothOptions, callOptions, confirmOptions } from '../client/access-options.ts'
import { createCallClient, createClients } from '../client/create-clients.ts'
import { type Argument, type Context, defineCommand, type Result } from '../command.ts'
import { cleanUpOnError } from '../dial/clean-up.ts'
import { describeCleanUp, endCommands } from '../dial/describe.ts'
import { followCall } from '../dial/follow.ts'
import { callIdOf, handleOptions, parseHandle } from '../dial/handle.ts'
import { LiveView } from '../dial/live-view.ts'
import { ringOptions } from '../dial/options.ts'
import { readRingRequest } from '../dial/read-request.ts'
import { exitCodes, UsageError } from '../errors.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { roomName, roomOf } from '../room.ts'
import { formatFields } from '../terminal.ts'

const argument: Argument = { field: 'CallId', summary: 'printed by call start and dial' }
const startOptions = { ...ringOptions, ...callOptions, ...confirmOptions } as const
const attachOptions = { handle: { ...handleOptions.handle, required: true }, ...bothOptions } as const
const endOptions = { ...handleOptions, ...bothOptions } as const

export const start = defineCommand({
  details: `Rings in a new room unless one is given. The call lasts until someone ends it.
An interruption before the vendor responds ends the call (exit code 130).`,
  options: startOptions,
  examples: [
    'trtc-call call start --robot robot --callee jack',
    'trtc-call call start --robot robot --callee jack --media audio --int-room 1001 --ring-timeout 60s',
    'trtc-call call start --robot robot --callee jack --user-data @data.json --json',
    'trtc-call call start --robot robot --callee jack --dry-run',
  ],
  async run(context: Context<typeof startOptions>): Promise<Result> {
    const { signal, info } = context
    const request = await readRingRequest(context.options)
    await confirmProduction(context, `ring ${request.callees.join(', ')}`)
    const { dial, requests } = await createClients(context, { plays: false })
    return cleanUpOnError({ signal, info, requests }, async (onPlaced) => {
      const { callId, room, callees } = await dial(request, { until: 'placed', signal, onPlaced })
      const refused = callees.filter(({ accepted }) => !accepted)
      const text = formatFields({
        call: callId ?? 'the vendor returned no CallId',
        room: roomName(room),
        ringing: callees.flatMap(({ userId, accepted }) => (accepted ? [userId] : [])).join(', '),
        refused: refused.map(({ userId, resultCode }) => `${userId} (${resultCode})`).join(', ') || undefined,
      })
      return { document: { callId, room, callees }, text, ...endCommands({ callId }) }
    })
  },
})

const statuses: Readonly<Record<string, string>> = { Calling: 'in the call', Waiting: 'ringing' }

export const show = defineCommand({
  details: 'The vendor does not find a call that has ended (101004, exit code 7).',
  argument,
  options: callOptions,
  examples: ['trtc-call call show 7c1f3d52-90ab-4e6d-8a57-2f4b6c8d0e13'],
  async run(context: Context<typeof callOptions>): Promise<Result> {
    const { argument, signal } = context
    const CallId = callIdOf(argument)
    const calls = await createCallClient(context)
    const { CallInfo, UserList = [], RequestId: requestId } = await calls.getCallInfo({ CallId }, { signal })
    const room = roomOf(CallInfo?.RoomId, CallInfo?.RoomIdType)
    const members = UserList.map(({ User_Account: userId, Status: status }) => ({ userId, status }))
    const text = formatFields({
      call: CallId,
      media: CallInfo?.MediaType,
      room: room && roomName(room),
      ...Object.fromEntries(members.map(({ userId, status }) => [String(userId), statuses[String(status)] ?? status])),
    })
    return { document: { callId: CallId, media: CallInfo?.MediaType, room, members, requestId }, text }
  },
})

export const attach = defineCommand({
  details: `Continues like dial: starts the stream when someone answers, waits for the end of the call and
prints how it ended, with the exit codes of dial. Ctrl-C, SIGTERM and SIGHUP end the call and stop
the stream. Exit code 5 if the call is gone and nothing says whether anyone answered.`,
  options: attachOptions,
  examples: ['trtc-call call attach --handle @call.json', 'trtc-call call attach --handle - --json < call.json'],
  async run(context: Context<typeof attachOptions>): Promise<Result | undefined> {
    const { options, io, signal, dryRun } = context
    const saved = parseHandle(options.handle)
    const view = new LiveView(io)
    const info = view.above(context.info)
    const client = await createClients({ ...context, info }, { plays: saved.stream !== undefined })
    const call = client.resumeCall(saved)
    if (dryRun !== undefined) {
      await client.calls.getCallInfo({ CallId: saved.callId ?? '' })
      return undefined
    }
    const { requests } = client
    return cleanUpOnError({ signal, info, requests }, async (onPlaced) => {
      onPlaced(call)
      view.start(call, `continuing the call of ${call.robot} to ${call.callees.map(({ userId }) => userId).join(', ')}`)
      return followCall(call, { signal, view, requests })
    }).finally(() => view.close())
  },
})

export const end = defineCommand({
  details: `With --handle, also stops the stream; repeating it is safe. Without the keys of the cloud account,
the call is ended but the stream may play on (exit code 3). By its id alone, a call that has
already ended is not found (101004, exit code 7).`,
  argument,
  options: endOptions,
  examples: [
    'trtc-call call end 7c1f3d52-90ab-4e6d-8a57-2f4b6c8d0e13',
    'trtc-call call end --handle @call.json',
    'trtc-call call end --handle - < call.json',
  ],
  async run(context: Context<typeof endOptions>): Promise<Result> {
    const { argument, options, signal } = context
    const CallId = callIdOf(argument)
    if (options.handle !== undefined) {
      if (CallId !== '') throw new UsageError('CALL_ID and --handle exclude each other')
      return endByHandle(context, parseHandle(options.handle))
    }
    if (CallId === '') throw new UsageError('CALL_ID is missing', 'or give --handle with what dial --detach printed')
    const calls = await createCallClient(context)
    const { RequestId: requestId } = await calls.endCall({ CallId }, { signal })
    return { document: { callId: CallId, ended: true, requestId }, text: `call ${CallId} is ended` }
  },
})

/** Without access to the stream, the call is ended all the same. */
async function endByHandle(context: Context<typeof endOptions>, saved: SavedCall): Promise<Result> {
  const { stream, taskId, ...callAlone } = saved
  const errors: UsageError[] = []
  const client = await createClients(context, { plays: stream !== undefined }).catch((error: unknown) => {
    if (stream === undefined || !(error instanceof UsageError)) throw error
    errors.push(error)
    return createClients(context, { plays: false })
  })
  const [missing] = errors
  if (missing === undefined) {
    const { call, stream } = await client.resumeCall(saved).hangUp({ timeoutMs: context.options.timeout })
    return endResult(saved, { call, stream })
  }
  const left = taskId === undefined ? 'its stream cannot be found' : `its stream, task ${taskId}, cannot be stopped`
  context.info(`${left}: ${missing.message}\n  ${missing.hint}`)
  const report = await client.resumeCall(callAlone).hangUp({ timeoutMs: context.options.timeout })
  const ended = endResult(saved, {
    call: report.call,
    stream: taskId === undefined ? 'unknown' : 'failed',
  })
  const { code, message, hint } = missing
  return { ...ended, document: { ...ended.document, error: { code, message, hint } }, exitCode: exitCodes.credentials }
}

function endResult({ callId, taskId }: SavedCall, cleanUp: Pick<HangUpReport, 'call' | 'stream'>): Result {
  const ended = cleanUp.call !== 'unobservable'
  return {
    document: { callId, taskId, ended, cleanUp },
    text: describeCleanUp(cleanUp, { callId, taskId }),
    hasCommands: true,
    exitCode: ended ? exitCodes.ok : exitCodes.failed,
  }
}
