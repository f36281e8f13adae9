import type { Rehearsal } from './client/rehearsal.ts'
import type { Io } from './io.ts'
import type { Options, ValuesOf } from './option.ts'
import type { ChosenProfile } from './profile/choose-profile.ts'
import type { Result } from './result.ts'

/** What a command is given. */
export interface Context<O extends Options = Options> {
  readonly options: ValuesOf<O>
  /** Where each option's value was found, by its name: `--site`, `TRTC_SITE`, `profile staging`. */
  readonly origins: Readonly<Record<string, string>>
  /** The positional argument; empty when it was left out. */
  readonly argument: string
  readonly io: Io
  /** The profile that fills in what flags and variables leave out. */
  readonly profile: Pick<ChosenProfile, 'name' | 'production'> | undefined
  /** Aborts when somebody asks to stop. */
  readonly signal: AbortSignal
  /** Under `--dry-run`: takes the place of the network, and of the result. */
  readonly rehearsal: Rehearsal | undefined
  /** A line on stderr. */
  say(line: string): void
  /** Puts a result on stdout before the command is over. */
  show(result: Result): void
}

/** A word without a flag. */
export interface Argument {
  readonly summary: string
  /** What it can be, for completion. */
  candidates?(io: Io): Promise<readonly string[]>
  /** `-` reads stdin; with `default`, so does leaving it out. */
  readonly stdin?: 'dash' | 'default'
  /** It names the profile, in the place of `--profile`. */
  readonly isProfile?: true
  /** As of an option: the field whose `InputError` names this argument. */
  readonly field?: string | readonly string[]
}

/** What a command is and does; the parser, the help and the tests all read it. */
export interface CommandBody<O extends Options = Options> {
  /** More than one line, for `--help`. */
  readonly details?: string
  readonly argument?: Argument
  readonly options: O
  readonly examples: readonly string[]
  run(context: Context<O>): Promise<Result | undefined>
}

/** What is known of a command before it is read: enough to find it and to list it. */
export interface CommandEntry {
  readonly path: readonly string[]
  /** The positional argument: `CALL_ID`, `[CALL_ID]` if it is optional, empty if there is none. */
  readonly argument: string
  readonly summary: string
  load(): Promise<CommandBody>
}

/** A command that has been read. */
export interface Command extends CommandBody {
  readonly path: readonly string[]
  readonly summary: string
  readonly argument?: Argument & { readonly name: string; readonly required: boolean }
}

/** Keeps the options' types for `run`, and forgets them for the table of commands. */
export function defineCommand<const O extends Options>(command: CommandBody<O>): CommandBody {
  return command as unknown as CommandBody
}

export async function loadCommand({ path, summary, argument: word, load }: CommandEntry): Promise<Command> {
  const { argument, ...body } = await load()
  if (argument === undefined) return { ...body, path, summary }
  const name = word.replace(/[[\]]/g, '')
  return { ...body, path, summary, argument: { ...argument, name, required: name === word } }
}
