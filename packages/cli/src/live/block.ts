import { harmless } from '../harmless.ts'
import type { Io } from '../io.ts'

/** Some lines at the bottom of a terminal that are drawn again and again. */
export interface Block {
  /** Writes text that stays, above the lines. */
  above(text: string): void
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

/** Draws at once, then four times a second, because it counts seconds. */
export function startBlock({ stderr }: Pick<Io, 'stderr'>, lines: () => readonly BlockLine[]): Block {
  let height = 0
  let isOpen = true
  const erase = (): string => (height === 0 ? '' : `\u001b[${height}A\u001b[0J`)
  const draw = (): string => {
    const shown = lines().map(({ text, paint }) => `${paint(cut(harmless(text), stderr.columns ?? unknownWidth))}\n`)
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
    above: (text) => stderr.write(isOpen ? erase() + text + draw() : text),
    close() {
      if (!isOpen) return
      isOpen = false
      clearInterval(timer)
      stderr.write(erase())
    },
  }
}

/** A line that wraps would be two, and what is drawn again would climb the screen. */
function cut(text: string, width: number): string {
  const letters = [...text]
  return letters.length < width ? text : `${letters.slice(0, Math.max(0, width - 2)).join('')}…`
}
