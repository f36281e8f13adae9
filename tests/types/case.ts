/**
 * A pair of snippets: one compiles, the other has one mistake. In both, `rtc` is the package, and the declarations of the
 * prelude are available.
 */
export interface Case {
  readonly name: string
  readonly right: string
  readonly wrong: string
  /** A part of the compiler's message about the mistake, at least the name of the field. */
  readonly says: string
  /** The number of the message, such as 2353 for an unknown property; two if the compilers differ. */
  readonly code: number | readonly number[]
}

/** The code before every snippet. */
export const prelude = [
  'declare const calls: rtc.CallClient',
  'declare const trtc: rtc.TrtcClient',
  'declare const dial: rtc.TrtcCall["dial"]',
  'declare const error: rtc.AnyTrtcError',
  'declare const signal: AbortSignal',
  'declare const key: string',
  'declare const room: rtc.Room',
].join('\n')
