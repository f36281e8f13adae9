import { escapeControl, type Style } from '../terminal.ts'
import type { BlockLine } from './block.ts'
import type { CalleeState } from './callee-states.ts'
import { cellsOf, cutMiddle, padCells } from './cells.ts'

/** Everything that the live view shows. */
export interface CallPicture {
  readonly callees: ReadonlyMap<string, CalleeState>
  readonly now: number
  readonly startedAt: number
  /** When it stops ringing. */
  readonly ringsUntil: number
  readonly stream: 'none' | 'waits' | { readonly since: number }
  readonly hangingUp: boolean
}

const indent = 2
/** Of the longest words behind a name. */
const wordsWidth = 'does not ring any more'.length
const leastNameWidth = 6

/** One line for each callee, one for the stream, one for the call. Where there is little room, names give way to what they do. */
export function callLines(picture: CallPicture, { good, dim, bold }: Style, columns: number): readonly BlockLine[] {
  const { callees, now, startedAt, stream, hangingUp } = picture
  const names = [...callees.keys()].map(escapeControl)
  const room = Math.max(leastNameWidth, columns - 2 * indent - wordsWidth)
  const width = Math.min(room, Math.max(...[...names, 'stream'].map(cellsOf)))
  const line = (name: string, said: string): string =>
    `  ${padCells(cutMiddle(escapeControl(name), width), width)}  ${said}`
  const paints = { ringing: bold, talking: good, left: dim, silent: dim, refused: dim }
  const people = [...callees].map(([userId, state]) => ({
    text: line(userId, wordsFor(state, picture)),
    paint: paints[state],
  }))
  const hint = hangingUp ? 'hanging up; once more: at once' : 'Ctrl-C hangs up'
  return [
    ...people,
    ...(stream === 'none' ? [] : [{ text: line('stream', streamWords(stream, now)), paint: bold }]),
    { text: `  ${minutes(now - startedAt)}  ${hint}`, paint: dim },
  ]
}

function wordsFor(state: CalleeState, { ringsUntil, now }: CallPicture): string {
  const leftS = Math.ceil((ringsUntil - now) / 1_000)
  const words = {
    ringing: leftS > 0 ? `rings, ${leftS} s left` : 'rings',
    talking: 'is in the call',
    left: 'has left',
    silent: 'does not ring any more',
    refused: 'was not rung',
  }
  return words[state]
}

function streamWords(stream: 'waits' | { readonly since: number }, now: number): string {
  return stream === 'waits' ? 'waits for an answer' : `plays, ${minutes(now - stream.since)}`
}

function minutes(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
