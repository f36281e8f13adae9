/** A stream to write to. */
export interface Output {
  /** @param onError Called if the text cannot be written. */
  write(text: string, onError?: () => void): void
  readonly isTTY: boolean
  /** The width of the terminal, if it is known. */
  readonly columns?: number | undefined
}

/** Everything outside the program that a command may touch. `main.ts` makes one of the process, tests make their own. */
export interface Io {
  /** How the user can start this program again: `trtc-call`. */
  readonly program: string
  /** As `process.platform`. */
  readonly platform: string
  /** The user's number. Windows has none. */
  readonly uid?: number | undefined
  /** Results only. */
  readonly stdout: Output
  /** Progress, diagnostics and questions. */
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: {
    /** Whether stdin is a terminal that has not been read to its end. */
    readonly isTTY: boolean
    /** Reads to the end. Rejects when the signal aborts. */
    read(signal?: AbortSignal): Promise<Uint8Array>
    /** Asks a question on stderr and reads one line. Returns undefined at the end of input; rejects when the signal aborts. */
    prompt(question: string, signal?: AbortSignal): Promise<string | undefined>
  }
  /** Aborts on SIGINT, SIGTERM and SIGHUP. Present while a command runs. */
  readonly signal?: AbortSignal | undefined
  /** Calls the listener on a signal, or if the program has to stop for another reason. Returns a function that removes the listener. */
  onSignal(listener: (reason: string) => void): () => void
}
