/** Where callbacks of calls go and which; one per application. */
export interface CallbackConfig {
  readonly url: string
  readonly commands: readonly string[]
}

/** Holds the configuration, or none. */
export class CallbackSetting {
  #config: CallbackConfig | undefined

  get(): CallbackConfig | undefined {
    return this.#config
  }

  set(config: CallbackConfig | undefined): void {
    this.#config = config
  }
}
