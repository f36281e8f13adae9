import { harmless } from './harmless.ts'
import type { Io } from './io.ts'
import { styleFor } from './style.ts'

/** Lines on stderr, each with the time since the start. */
export interface Timeline {
  /** @param paint What colours the line, which may have come from anywhere and is made harmless before. */
  tell(line: string, at?: number, paint?: (line: string) => string): void
}

const timeWidth = 8

export function startTimeline(io: Io, startedAt = Date.now()): Timeline {
  const { dim } = styleFor(io)
  return {
    tell(line, at = Date.now(), paint = (plain) => plain) {
      const seconds = `${(Math.max(0, at - startedAt) / 1000).toFixed(2)} s`
      io.stderr.write(`${dim(seconds.padStart(timeWidth))}  ${paint(harmless(line))}\n`)
    },
  }
}
