import { PassThrough } from 'node:stream'
import type { Io } from '../io.ts'

const lineFeed = 0x0a
const carriageReturn = 0x0d

/** The terminal's keys as a stream, a key at a time, so that what one question leaves is there for the next. */
export interface Keys {
  readonly input: PassThrough
  /** What was not read goes back to the terminal. */
  close(): void
}

export function openKeys({ stdin }: Pick<Io, 'stdin'>): Keys {
  const input = new PassThrough()
  let previous = 0
  const hear = (keys: Uint8Array): void => {
    for (const key of keys) {
      // What was typed before the terminal gave up its lines ends in line feeds; keys end in carriage returns.
      const isSecondHalf = key === lineFeed && previous === carriageReturn
      if (!isSecondHalf) input.write(Uint8Array.of(key === lineFeed ? carriageReturn : key))
      previous = key
    }
  }
  const stop = stdin.hearKeys?.(hear, () => input.end())
  return { input, close: () => stop?.(input.read() ?? undefined) }
}
