import type { DialedCall, HangUpReport } from '@trtc-call/node'
import type { LoggedRequest } from '../client/request-log.ts'
import type { Context, Result } from '../command.ts'
import { exitCodes, isTrtcError } from '../errors.ts'
import { describeCleanUp } from './describe.ts'

interface CleanUpOptions extends Pick<Context, 'signal' | 'info'> {
  /** Listed in the document of an interruption. */
  readonly requests?: readonly LoggedRequest[] | undefined
}

/**
 * Runs what places or follows a call. If that fails or is interrupted once there is a call, ends the call and its stream.
 *
 * @throws what `run` throws, unless it was interrupted: then the result says what was cleaned up.
 */
export async function cleanUpOnError(
  { signal, info, requests }: CleanUpOptions,
  run: (onPlaced: (call: DialedCall) => void) => Promise<Result>,
): Promise<Result> {
  let call: DialedCall | undefined
  try {
    return await run((placed) => {
      call = placed
    })
  } catch (error) {
    if (call === undefined) throw error
    const report = cleanUpOf(error) ?? (await call.hangUp().catch(cleanUpOf))
    if (!signal.aborted || error !== signal.reason) throw withCleanUp(error, call, report)
    const cleanUp = { call: report?.call ?? 'failed', stream: report?.stream ?? 'failed' } as const
    const { callId, taskId, room, callees } = call
    info(`interrupted: ${describeCleanUp(cleanUp, call)}`)
    const document = { interrupted: true, callId, taskId, room, callees, cleanUp, requests }
    return { document, text: '', exitCode: exitCodes.interrupted }
  }
}

function cleanUpOf(error: unknown): HangUpReport | undefined {
  return isTrtcError(error) ? error.dial?.cleanUp : undefined
}

function withCleanUp(error: unknown, call: DialedCall, cleanUp: HangUpReport | undefined): unknown {
  if (isTrtcError(error)) error.dial ??= { placement: call.toJSON().placement, call, ...(cleanUp && { cleanUp }) }
  return error
}
