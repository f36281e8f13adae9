/** Receiver of the callbacks of calls, and the commands that it receives. */
export interface CallbackConfig {
  readonly url: string
  readonly commands: readonly string[]
}
