import type { ApiOperation } from './operations.ts'

/**
 * What ends something asks nobody, as `call end` and `ingest stop` do not: whoever wants silence now must not be held up, and
 * a robot that rings on is worse than one that was stopped by mistake.
 */
const stopping: readonly string[] = ['endCall', 'stopStreamIngest']

/** Whether an operation asks before it is sent where the profile is marked `production`: it rings, or changes what others rely on. */
export function asksFirst({ id, described }: Pick<ApiOperation, 'id' | 'described'>): boolean {
  return described['x-effect'] !== 'safe' && !stopping.includes(id)
}
