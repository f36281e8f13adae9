import type { DialFailure, HangUpReport } from './types.ts'

/** Gives the failure a JSON form without secrets: the handle's own contains the stream's URL. */
export function withSafeJson(failure: DialFailure): DialFailure {
  const toJSON = () => ({
    placement: failure.placement,
    callId: failure.call?.callId,
    taskId: failure.call?.taskId,
    cleanUp: failure.cleanUp && withoutErrors(failure.cleanUp),
  })
  return Object.defineProperty({ ...failure }, 'toJSON', { value: toJSON })
}

function withoutErrors({ call, stream }: HangUpReport): Pick<HangUpReport, 'call' | 'stream'> {
  return { call, stream }
}
