import type { DryRun } from './client/dry-run.ts'
import type { Io } from './io.ts'
import type { Options, ValuesOf } from './options.ts'
import type { ChosenProfile } from './profile/choose-profile.ts'

/** What a command gets. */
export interface Context<O extends Options = Options> {
  readonly options: ValuesOf<O>
  /** Where each option's value comes from, by the option's name: `--site`, `TRTC_SITE`, `profile staging`. */
  readonly sources: Readonly<Record<string, string>>
  /** The positional argument. Empty if it was left out. */
  readonly argument: string
  readonly io: Io
  /** The profile that supplies the values that flags and variables do not. */
  readonly profile: Pick<ChosenProfile, 'name' | 'production'> | undefined
  /** Aborts when the user interrupts the command. */
  readonly signal: AbortSignal
  /** With `--dry-run`: records the requests instead of sending them. */
  readonly dryRun: DryRun | undefined
  /** Prints a line to stderr. */
  info(line: string): void
  /** Prints a result to stdout while the command goes on. */
  print(result: Result): void
}

/** What a command returns: the document for `--json`, and the same as text. */
export interface Result {
  readonly document: object
  readonly text: string
  /** The text has commands to copy, which then start with the name of this program. Not for data. */
  readonly hasCommands?: true
  /** Default 0. */
  readonly exitCode?: number
  /** Printed to stderr if stdout cannot be written: how to end what still runs. Contains no secret. */
  readonly onWriteError?: string
}

/** What is printed about a failure. */
export type Failure = Required<Omit<Result, 'onWriteError' | 'hasCommands'>>

/** The positional argument. */
export interface Argument {
  readonly summary: string
  /** Possible values, for completion. */
  candidates?(io: Io): Promise<readonly string[]>
  /** `-` reads stdin. With `default`, so does leaving the argument out. */
  readonly stdin?: 'dash' | 'default'
  /** The argument names the profile, as `--profile` does. */
  readonly isProfile?: true
  /** As of an option: an `InputError` about this field names the argument. */
  readonly field?: string | readonly string[]
}

/** The definition of a command. The parser, the help, the completion and the tests read it. */
export interface CommandBody<O extends Options = Options> {
  /** Paragraphs for `--help`, with lines of at most 100 columns. */
  readonly details?: string
  readonly argument?: Argument
  readonly options: O
  readonly examples: readonly string[]
  run(context: Context<O>): Promise<Result | undefined>
}

/** A row of the command table: enough to find a command and to list it. */
export interface CommandEntry {
  readonly path: readonly string[]
  /** `CALL_ID`, `[CALL_ID]` if it is optional, empty if the command takes no argument. */
  readonly argument: string
  readonly summary: string
  load(): Promise<CommandBody>
}

/** A command whose definition is loaded. */
export interface Command extends CommandBody {
  readonly path: readonly string[]
  readonly summary: string
  readonly argument?: Argument & { readonly name: string; readonly required: boolean }
}

/** Types `run` by the options, then drops the types, so that all commands fit into one table. */
export function defineCommand<const O extends Options>(command: CommandBody<O>): CommandBody {
  return command as unknown as CommandBody
}

export async function loadCommand({ path, summary, argument: word, load }: CommandEntry): Promise<Command> {
  const { argument, ...body } = await load()
  if (argument === undefined) return { ...body, path, summary }
  const name = word.replace(/[[\]]/g, '')
  return { ...body, path, summary, argument: { ...argument, name, required: name === word } }
}
