/** Ctrl-C at a question. */
export class StoppedAsking extends Error {
  override readonly name = 'StoppedAsking'
  /** What has not happened by then: `nothing was sent`. Undefined where something has. */
  readonly nothing: string | undefined

  constructor(nothing: string | undefined) {
    super('stopped at a question')
    this.nothing = nothing
  }
}
