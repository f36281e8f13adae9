import type { DialedCall, SavedCall } from '@trtc-call/node'
import type { Context, Result } from '../command.ts'
import { UsageError } from '../errors.ts'
import type { Options } from '../options.ts'
import { endedBy } from './words.ts'

/** A call that was placed before. */
export const handleOptions = {
  handle: {
    kind: 'text',
    value: 'HANDLE',
    source: true,
    hidden: true,
    summary: 'what dial --detach printed; keep it as you keep a secret',
  },
} as const satisfies Options

/**
 * The handle as a result, and what there is to know about it as talk.
 *
 * @param roomIdType As it was given: the process that goes on has to play in the same convention.
 */
export function handleResult(
  call: DialedCall,
  roomIdType: SavedCall['ingestRoomIdType'] | undefined,
  info: Context['info'],
): Result {
  const saved: SavedCall = { ...call.toJSON(), ...(roomIdType === undefined ? {} : { ingestRoomIdType: roomIdType }) }
  for (const line of adviceFor(saved)) info(line)
  return { document: saved, text: JSON.stringify(saved), ...endedBy(saved) }
}

function adviceFor({ callId, taskId, stream }: SavedCall): string[] {
  const waits = stream !== undefined && taskId === undefined
  const secret = waits
    ? ['the handle holds the URL of the stream, signature and all: keep it as you keep a secret']
    : []
  if (callId === undefined) {
    const plays = taskId === undefined ? [] : [`stop its stream by: trtc-call ingest stop -- ${taskId}`]
    return ['the vendor told no CallId: this call can neither be followed nor ended', ...secret, ...plays]
  }
  const when = waits ? 'the stream starts when somebody goes on with the call' : 'go on with it by'
  return [...secret, `${when}: trtc-call call attach --handle @FILE`, 'end it by: trtc-call call end --handle @FILE']
}

/** @throws UsageError, which repeats nothing of it. */
export function readHandle(text: string): SavedCall {
  const saved = parse(text)
  if (isSavedCall(saved)) return saved
  throw new UsageError(
    `--handle must be what dial --detach printed; given: ${text.length} characters that are something else`,
    'for example: trtc-call call end --handle @call.json',
  )
}

/** JSON.parse repeats what it was given, so its own message is not used. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** As far as is needed to go on; `resumeCall` looks at the version and the app. */
function isSavedCall(saved: unknown): saved is SavedCall {
  const { version, placement, callees } = (saved ?? {}) as Partial<SavedCall>
  const { room, robot, callees: rung, sentAt, ringTimeoutMs } = (placement ?? {}) as Partial<SavedCall['placement']>
  const texts = [room?.kind, robot].every((one) => typeof one === 'string')
  const numbers = [version, sentAt, ringTimeoutMs].every((one) => typeof one === 'number')
  return texts && numbers && Array.isArray(callees) && Array.isArray(rung)
}
