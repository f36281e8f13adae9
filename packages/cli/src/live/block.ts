import type { Io } from '../io.ts'
import { escapeControl } from '../terminal.ts'
import { cutEnd } from './cells.ts'

/** Some lines at the bottom of a terminal that are drawn again and again. */
export interface Block {
  /** What is written meanwhile stays, above the lines. */
  above(write: () => void): void
  redraw(): void
  /** Removes the lines. */
  close(): void
}

/** A line of it, cut to the width before it is painted. */
export interface BlockLine {
  readonly text: string
  paint(text: string): string
}

const everyMs = 250
const unknownWidth = 80

/**
 * Draws at once, then four times a second, because it counts seconds. A line that wraps would be two, and what is drawn again
 * would climb the screen: so each is cut.
 *
 * @param lines What to draw where there are so many columns.
 */
export function startBlock({ stderr }: Pick<Io, 'stderr'>, lines: (columns: number) => readonly BlockLine[]): Block {
  let height = 0
  let isOpen = true
  const erase = (): string => (height === 0 ? '' : `\u001b[${height}A\u001b[0J`)
  const draw = (): string => {
    // Some terminals wrap when the last column is written.
    const columns = (stderr.columns ?? unknownWidth) - 1
    const shown = lines(columns).map(({ text, paint }) => `${paint(cutEnd(escapeControl(text), columns))}\n`)
    height = shown.length
    return shown.join('')
  }
  const redraw = (): void => {
    if (isOpen) stderr.write(erase() + draw())
  }
  redraw()
  const timer = setInterval(redraw, everyMs)
  timer.unref()
  return {
    redraw,
    above(write) {
      if (isOpen) stderr.write(erase())
      write()
      if (isOpen) stderr.write(draw())
    },
    close() {
      if (!isOpen) return
      isOpen = false
      clearInterval(timer)
      stderr.write(erase())
    },
  }
}
