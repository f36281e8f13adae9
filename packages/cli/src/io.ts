/** One stream to write to. */
export interface Output {
  /** @param lost Told when it cannot be written. */
  write(text: string, lost?: () => void): void
  readonly isTTY: boolean
  /** How wide the terminal is, where it is known. */
  readonly columns?: number | undefined
}

/** Everything that a command may touch outside of itself; `main.ts` makes one of the process, tests make their own. */
export interface Io {
  /** How this program was started, as one can start it again: `trtc-call`. */
  readonly program: string
  /** As `process.platform` says it. */
  readonly platform: string
  /** Whose process it is, where users have numbers: not on Windows. */
  readonly uid?: number | undefined
  /** Data, and nothing else. */
  readonly stdout: Output
  /** Talk. */
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: {
    /** A terminal that has not been read to its end. */
    readonly isTTY: boolean
    /** Rejects when the signal is aborted, and reads no more then. */
    read(signal?: AbortSignal): Promise<Uint8Array>
    /** Asks a question on stderr and reads one line. Returns undefined at the end of input; rejects when the signal aborts. */
    prompt?(question: string, signal?: AbortSignal): Promise<string | undefined>
  }
  /** Aborts on SIGINT, SIGTERM and SIGHUP. Present while a command runs. */
  readonly signal?: AbortSignal | undefined
  /** Told when somebody asks to stop. Returns how to stop listening. */
  onSignal(listener: (signal: string) => void): () => void
}
