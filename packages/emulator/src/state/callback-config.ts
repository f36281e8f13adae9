/** Where callbacks go and which; one per application. This version of the emulator keeps it but sends none. */
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
