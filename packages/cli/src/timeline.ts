import type { Io } from './io.ts'
import { styleFor } from './style.ts'

/** Lines on stderr, each with the time since the start. */
export interface Timeline {
  tell(line: string, at?: number): void
}

const timeWidth = 8

export function startTimeline(io: Io, startedAt = Date.now()): Timeline {
  const { dim } = styleFor(io)
  return {
    tell(line, at = Date.now()) {
      const seconds = `${(Math.max(0, at - startedAt) / 1000).toFixed(2)} s`
      io.stderr.write(`${dim(seconds.padStart(timeWidth))}  ${line}\n`)
    },
  }
}
