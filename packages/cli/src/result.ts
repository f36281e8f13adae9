/** What a command gives: the document for `--json`, and the same in words. */
export interface Result {
  readonly document: object
  readonly text: string
  /** Default 0. */
  readonly exitCode?: number
}
