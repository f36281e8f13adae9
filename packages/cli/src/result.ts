/** What a command gives: the document for `--json`, and the same in words. */
export interface Result {
  readonly document: object
  readonly text: string
  /** Default 0. */
  readonly exitCode?: number
  /** What is said on stderr when this cannot be written: how to end what goes on, and nothing secret. */
  readonly ifLost?: string
}

/** What is shown of a failure. */
export type Failure = Required<Omit<Result, 'ifLost'>>
