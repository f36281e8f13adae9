import { refuseUnknown } from './refuse-unknown.ts'

/**
 * How a phone reacts to being rung.
 *
 * @example
 * emulator.callee('jack', { does: 'answer', afterMs: 2_000, hangUpAfterMs: 30_000 })
 */
export interface CalleeBehaviour {
  /** `ignore` lets it ring; `busy` declines because of another call; `offline` is a phone that cannot be reached. */
  readonly does: 'answer' | 'reject' | 'ignore' | 'busy' | 'offline'
  /** After how long, in milliseconds. Default: the emulator's `answerAfterMs` for answer and reject, else 0. */
  readonly afterMs?: number
  /** After how long a talk ends from this side, in milliseconds since the answer. Default: never. */
  readonly hangUpAfterMs?: number
}

const deeds: readonly string[] = ['answer', 'reject', 'ignore', 'busy', 'offline'] satisfies CalleeBehaviour['does'][]

/** @throws TypeError when the behaviour is none that a phone can show. */
export function assertBehaviour(userId: string, behaviour: CalleeBehaviour): void {
  const { does, afterMs, hangUpAfterMs } = behaviour
  refuseUnknown(`callee ${userId}`, behaviour, ['does', 'afterMs', 'hangUpAfterMs'])
  if (!deeds.includes(does)) throw new TypeError(`callee ${userId}: does must be one of ${deeds.join(', ')}`)
  for (const [name, ms] of Object.entries({ afterMs, hangUpAfterMs })) {
    if (ms !== undefined && !(ms >= 0)) throw new TypeError(`callee ${userId}: ${name} must be milliseconds, 0 or more`)
  }
}
