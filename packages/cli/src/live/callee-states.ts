import type { Callee } from '@trtc-call/node'
import type { Member } from '../dial/hear-members.ts'

export type CalleeState = 'ringing' | 'talking' | 'left' | 'silent' | 'refused'

/** A change that is worth a line. */
export interface Change {
  readonly userId: string
  readonly state: CalleeState
}

/** What each callee does, as far as the looks at the call have shown. */
export class CalleeStates {
  readonly #states = new Map<string, CalleeState>()

  constructor(callees: readonly Callee[]) {
    for (const { userId, accepted } of callees) this.#states.set(userId, accepted ? 'ringing' : 'refused')
  }

  get all(): ReadonlyMap<string, CalleeState> {
    return this.#states
  }

  /** Takes the members of a call that goes on; tells what is new. */
  see(members: readonly Member[]): readonly Change[] {
    const statuses = new Map(members.map(({ userId, status }) => [userId, status]))
    const changes: Change[] = []
    for (const [userId, before] of this.#states) {
      const state = next(before, statuses.get(userId))
      if (state === before) continue
      this.#states.set(userId, state)
      changes.push({ userId, state })
    }
    return changes
  }

  answer(users: readonly string[]): void {
    for (const userId of users) if (this.#states.has(userId)) this.#states.set(userId, 'talking')
  }
}

function next(before: CalleeState, status: string | undefined): CalleeState {
  if (status === 'Calling') return 'talking'
  if (status === 'Waiting') return before === 'refused' ? before : 'ringing'
  if (before === 'talking') return 'left'
  return before === 'ringing' ? 'silent' : before
}
