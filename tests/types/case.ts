/**
 * One thing that the types have to tell apart: code that compiles, and code that differs from it in one mistake. In both,
 * `rtc` is the package, and what the prelude declares is there.
 */
export interface Case {
  readonly name: string
  readonly right: string
  readonly wrong: string
  /** What the compiler has to say about the mistake, in part: the name of the field, at least. */
  readonly says: string
  /** The number of its message, such as 2353 for a property that is not known; two where the compilers differ. */
  readonly code: number | readonly number[]
}

/** Stands before every snippet. */
export const prelude = [
  'declare const calls: rtc.CallClient',
  'declare const trtc: rtc.TrtcClient',
  'declare const dial: rtc.TrtcCall["dial"]',
  'declare const error: rtc.AnyTrtcError',
  'declare const signal: AbortSignal',
  'declare const key: string',
  'declare const room: rtc.Room',
].join('\n')
