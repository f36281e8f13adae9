import type { DialedCall, SavedCall } from '@trtc-call/node'
import type { Context, Result } from '../command.ts'
import { UsageError } from '../errors.ts'
import { parseJsonObject } from '../json.ts'
import type { Options } from '../options.ts'
import { endCommands } from './describe.ts'

/** The option that names a placed call. */
export const handleOptions = {
  handle: {
    kind: 'text',
    value: 'HANDLE',
    source: true,
    secretValue: true,
    field: 'saved',
    summary: 'what dial --detach printed; keep it secret',
  },
} as const satisfies Options

/**
 * The handle as a result, with its instructions on stderr.
 *
 * @param roomIdType Saved with it, because the process that continues the call has to use the same convention.
 */
export function handleResult(
  call: DialedCall,
  roomIdType: SavedCall['ingestRoomIdType'] | undefined,
  info: Context['info'],
): Result {
  const saved: SavedCall = { ...call.toJSON(), ...(roomIdType === undefined ? {} : { ingestRoomIdType: roomIdType }) }
  for (const line of instructionsFor(saved)) info(line)
  return { document: saved, text: JSON.stringify(saved), ...endCommands(saved) }
}

function instructionsFor({ callId, taskId, stream }: SavedCall): string[] {
  const isWaiting = stream !== undefined && taskId === undefined
  const secret = isWaiting ? ['the handle contains the URL of the stream and its signature: keep it secret'] : []
  if (callId === undefined) {
    const stop = taskId === undefined ? [] : [`stop its stream with: trtc-call ingest stop -- ${taskId}`]
    return ['the vendor returned no CallId, so this call can neither be followed nor ended', ...secret, ...stop]
  }
  const attach = isWaiting ? 'start the stream and continue with' : 'continue with'
  return [
    ...secret,
    `${attach}: trtc-call call attach --handle @FILE`,
    'end it with: trtc-call call end --handle @FILE',
  ]
}

/** Returns the argument. @throws UsageError for a handle, which may contain the signature of a stream. */
export function callIdOf(argument: string): string {
  if (!/[\s{}"@]/.test(argument)) return argument
  throw new UsageError(
    'CALL_ID must be the id of a call, not a handle or a file; nothing was sent',
    'a handle has the id as its callId; trtc-call call end --handle takes what dial --detach printed',
  )
}

const example = 'for example: trtc-call call end --handle @call.json'

/** Parses JSON. `resumeCall` checks the rest. @throws UsageError, which contains nothing of the text. */
export function parseHandle(text: string): SavedCall {
  const saved = parseJsonObject(text, '--handle', example)
  if ('placement' in saved) return saved as SavedCall
  throw new UsageError('--handle must be what dial --detach printed', example)
}
