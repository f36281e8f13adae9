import type { Answer, CallEnd, DialedCall } from '@trtc-call/node'
import type { Member } from '../dial/hear-members.ts'
import { describeEnd, roomName } from '../dial/words.ts'
import type { Io } from '../io.ts'
import { isCi } from '../is-ci.ts'
import { startTimeline, styleFor, type Timeline } from '../terminal.ts'
import { type Block, startBlock } from './block.ts'
import { type CallPicture, callLines } from './call-lines.ts'
import { CalleeStates, type Change } from './callee-states.ts'

export interface ViewOptions {
  readonly io: Io
  /** Whether somebody waits for it: a call that is left to others needs no picture and no keys. */
  readonly watched: boolean
  /** Hanging up begins with its abort. */
  readonly signal: AbortSignal
}

const narrowest = 30

/** A picture needs a terminal that can be written over, and that is wide enough. */
function canDraw({ stderr, env }: Pick<Io, 'stderr' | 'env'>): boolean {
  return !isCi(env) && env.TERM !== 'dumb' && (stderr.columns ?? narrowest) >= narrowest
}

/** Tells on stderr how a call goes: as lines, and on a terminal with a picture of the moment below them. */
export class CallView {
  readonly #options: ViewOptions
  readonly #startedAt = Date.now()
  readonly #timeline: Timeline
  readonly #draws: boolean
  #states = new CalleeStates([])
  #ringsUntil = 0
  #stream: CallPicture['stream'] = 'none'
  #isAnswered = false
  #block: Block | undefined

  constructor(options: ViewOptions) {
    const { io, watched, signal } = options
    this.#options = options
    const write = this.above((text) => io.stderr.write(text))
    this.#timeline = startTimeline({ ...io, stderr: { isTTY: io.stderr.isTTY, write } }, this.#startedAt)
    this.#draws = watched && io.stderr.isTTY && canDraw(io)
    signal.addEventListener('abort', this.#redraw)
  }

  /** @param what It rings for `a video call`; undefined where it was placed before. */
  placed(call: DialedCall, what: string | undefined, plays: boolean): void {
    const { placement } = call.toJSON()
    tellPlaced(call, what, this.#timeline)
    this.#states = new CalleeStates(call.callees)
    this.#ringsUntil = placement.sentAt + placement.ringTimeoutMs
    if (plays) this.#stream = call.taskId === undefined ? 'waits' : { since: Date.now() }
    const { io } = this.#options
    if (this.#draws) this.#block ??= startBlock(io, (columns) => callLines(this.#picture(), styleFor(io), columns))
  }

  /** Whatever else writes to stderr has to write above the picture. */
  above(write: (text: string) => void): (text: string) => void {
    return (text) => (this.#block === undefined ? write(text) : this.#block.above(() => write(text)))
  }

  /** What a look at the call has shown. */
  readonly members = (members: readonly Member[]): void => {
    for (const change of this.#states.see(members)) this.#tellChange(change)
    this.#redraw()
  }

  answered(answer: Answer): void {
    if (!answer.answered) return
    this.#isAnswered = true
    this.#states.answer(answer.by)
    this.#timeline.print(`${answer.by.join(', ') || 'somebody'} answered`, answer.at)
    if (this.#stream === 'none') this.#timeline.print('in the call until somebody hangs up; Ctrl-C ends it')
  }

  streams(taskId: string): void {
    this.#stream = { since: Date.now() }
    this.#timeline.print(`the stream runs: task ${taskId}`)
  }

  ended(end: CallEnd): void {
    this.#timeline.print(`ended: ${describeEnd(end)}`)
  }

  /** Removes the picture; the lines stay. */
  close(): void {
    this.#options.signal.removeEventListener('abort', this.#redraw)
    this.#block?.close()
    this.#block = undefined
  }

  readonly #redraw = (): void => this.#block?.redraw()

  #picture(): CallPicture {
    return {
      callees: this.#states.all,
      now: Date.now(),
      startedAt: this.#startedAt,
      ringsUntil: this.#ringsUntil,
      stream: this.#stream,
      hangingUp: this.#options.signal.aborted,
    }
  }

  #tellChange({ userId, state }: Change): void {
    const words = {
      silent: 'does not ring any more',
      left: 'has left',
      talking: 'answered, too',
      ringing: 'rings',
      refused: '',
    }
    // Of the first answer `answered` tells, of a single callee's silence the end.
    if (state === 'talking' && !this.#isAnswered) return
    this.#timeline.print(`${userId} ${words[state]}`)
  }
}

function tellPlaced(call: DialedCall, what: string | undefined, timeline: Timeline): void {
  const rung = call.callees.map(({ userId }) => userId).join(', ')
  const goesOn = `going on with the call of ${call.robot} to ${rung}`
  const began = what === undefined ? goesOn : `${call.robot} rings ${rung} for ${what}`
  timeline.print(`${began}, room ${roomName(call.room)}`)
  timeline.print(call.callId === undefined ? 'the vendor told no CallId' : `call ${call.callId}`)
  for (const { userId, accepted, resultCode } of call.callees) {
    if (!accepted) timeline.print(`${userId} was not rung: result code ${resultCode}`)
  }
}
