import type { DialFailure, HangUpReport } from './types.ts'

/** Its JSON form is fit for a log: the handle's own would bring the stream's URL along. */
export function dialFailure(failure: DialFailure): DialFailure {
  const toJSON = () => ({
    placement: failure.placement,
    callId: failure.call?.callId,
    taskId: failure.call?.taskId,
    cleanUp: failure.cleanUp && halves(failure.cleanUp),
  })
  return Object.defineProperty({ ...failure }, 'toJSON', { value: toJSON })
}

function halves({ call, stream }: HangUpReport): Pick<HangUpReport, 'call' | 'stream'> {
  return { call, stream }
}
