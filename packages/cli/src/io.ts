/** One stream to write to. */
export interface Output {
  write(text: string): void
  readonly isTTY: boolean
}

/** Everything that a command may touch outside of itself; `main.ts` makes one of the process, tests make their own. */
export interface Io {
  /** How this program was started, as one can start it again: `trtc-call`. */
  readonly program: string
  /** As `process.platform` says it. */
  readonly platform: string
  /** Data, and nothing else. */
  readonly stdout: Output
  /** Talk. */
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: { readonly isTTY: boolean; read(): Promise<string>; readLine(): Promise<string> }
  /** Told when somebody asks to stop. Returns how to stop listening. */
  onSignal(listener: (signal: string) => void): () => void
}
