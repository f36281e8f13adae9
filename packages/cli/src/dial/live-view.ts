import type { CallAnswer, CallEnd, DialedCall } from '@trtc-call/node'
import type { Io } from '../io.ts'
import { roomName } from '../room.ts'
import { escapeControl, isCi, startTimeline, styleFor } from '../terminal.ts'
import { describeEnd } from './describe.ts'

type CalleeState = 'ringing' | 'in the call' | 'left' | 'stopped ringing' | 'not rung'

const updateEveryMs = 250
const unknownColumns = 80
const stateWidth = 20

/** Prints the progress of a call to stderr: a line for each change, and on a terminal a status below the lines. */
export class LiveView {
  readonly #io: Io
  readonly #startedAt = Date.now()
  readonly #draws: boolean
  readonly #states = new Map<string, CalleeState>()
  #call: DialedCall | undefined
  #streamSince: number | undefined
  #timer: NodeJS.Timeout | undefined
  #height = 0
  /** Prints a line above the status. */
  readonly print: (line: string, at?: number) => void

  constructor(io: Io) {
    this.#io = io
    this.#draws = io.stderr.isTTY && !isCi(io.env) && io.env.TERM !== 'dumb'
    this.print = this.above(startTimeline(io, this.#startedAt).print)
  }

  /** Wraps a function that writes to stderr, so that it writes above the status. */
  above<Args extends unknown[]>(write: (...args: Args) => void): (...args: Args) => void {
    return (...args) => {
      this.#erase()
      write(...args)
      this.#draw()
    }
  }

  /** @param what The first line begins with it: `robot rings jack`. */
  start(call: DialedCall, what: string): void {
    this.print(`${what}, room ${roomName(call.room)}`)
    this.print(call.callId === undefined ? 'the vendor returned no CallId' : `call ${call.callId}`)
    for (const { userId, accepted, resultCode } of call.callees) {
      this.#states.set(userId, accepted ? 'ringing' : 'not rung')
      if (!accepted) this.print(`${userId} was not rung: result code ${resultCode}`)
    }
    this.#call = call
    this.#timer = setInterval(() => this.update(), updateEveryMs)
    this.#timer.unref()
    this.update()
  }

  /** Prints what has changed, and draws the status again. */
  update(): void {
    const { members, taskId } = this.#call ?? {}
    const statuses = new Map(members?.map(({ userId, status }) => [userId, status]))
    for (const [userId, state] of this.#states) {
      if (members !== undefined) this.#set(userId, nextState(state, statuses.get(userId)))
    }
    if (taskId !== undefined && this.#streamSince === undefined) {
      this.#streamSince = Date.now()
      this.print(`the stream plays: task ${taskId}`)
    }
    this.#erase()
    this.#draw()
  }

  answered(answer: CallAnswer): void {
    if (answer.answered) {
      for (const userId of answer.by) this.#set(userId, 'in the call', answer.at)
      if (answer.by.length === 0) this.print('someone answered', answer.at)
      if (this.#call?.taskId === undefined) this.print('the call lasts until someone hangs up; Ctrl-C ends it')
    }
    this.update()
  }

  ended(end: CallEnd): void {
    this.update()
    this.print(`ended: ${describeEnd(end)}`)
  }

  /** Removes the status. The lines stay. */
  close(): void {
    clearInterval(this.#timer)
    this.#erase()
    this.#call = undefined
  }

  #set(userId: string, state: CalleeState, at?: number): void {
    if (!this.#states.has(userId) || this.#states.get(userId) === state) return
    this.#states.set(userId, state)
    const change = state === 'in the call' ? 'answered' : state
    this.print(`${userId} ${change}`, at)
  }

  #erase(): void {
    if (this.#height > 0) this.#io.stderr.write(`\u001b[${this.#height}A\u001b[0J`)
    this.#height = 0
  }

  #draw(): void {
    if (!this.#draws || this.#call === undefined) return
    // A line that wraps would be two, and some terminals wrap after the last column.
    const columns = (this.#io.stderr.columns ?? unknownColumns) - 1
    const lines = this.#statusLines(this.#call).map((line) => cut(escapeControl(`  ${line}`), columns))
    this.#height = lines.length
    this.#io.stderr.write(lines.map((line) => `${styleFor(this.#io).dim(line)}\n`).join(''))
  }

  #statusLines(call: DialedCall): string[] {
    const { sentAt, ringTimeoutMs } = call.toJSON().placement
    const leftS = Math.max(0, Math.ceil((sentAt + ringTimeoutMs - Date.now()) / 1_000))
    const hint = this.#io.signal?.aborted ? 'hanging up; Ctrl-C again quits' : 'Ctrl-C hangs up'
    const row = (state: string, name: string): string => `${state.padEnd(stateWidth)}  ${name}`
    return [
      ...[...this.#states].map(([name, state]) => row(state === 'ringing' ? `ringing, ${leftS} s left` : state, name)),
      ...(this.#streamSince === undefined ? [] : [row(`playing, ${minutesSince(this.#streamSince)}`, 'stream')]),
      `${minutesSince(this.#startedAt)}  ${hint}`,
    ]
  }
}

function nextState(state: CalleeState, status: string | undefined): CalleeState {
  if (status === 'Calling') return 'in the call'
  if (status === 'Waiting') return state === 'not rung' ? state : 'ringing'
  if (state === 'in the call') return 'left'
  return state === 'ringing' ? 'stopped ringing' : state
}

function minutesSince(since: number): string {
  const seconds = Math.max(0, Math.floor((Date.now() - since) / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** Cuts a line to so many columns. Letters beyond Latin, Greek and Cyrillic count as two. */
function cut(line: string, columns: number): string {
  let width = 0
  let kept = ''
  for (const letter of line) {
    width += letter < '\u0500' ? 1 : 2
    if (width < columns) kept += letter
  }
  return width <= columns ? line : `${kept}…`
}
