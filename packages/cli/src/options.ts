/** What each option has, whatever its kind. */
interface OptionBase {
  readonly summary: string
  /** Environment variables that stand in for the flag. The first one that is set counts. */
  readonly env?: readonly string[]
  /** Variables that the vendor's platform sets. They are read for a whole group, and only where none of its `env` is set. */
  readonly platformEnv?: readonly string[]
  /** A profile can stand in for the flag and the variables, under the option's name. */
  readonly profile?: true
  /** Options that belong together: all of them come from variables if one of them does, else all from the profile. */
  readonly group?: 'cloud'
  /** Useless alone, so it does not decide the place of its group. */
  readonly secondaryInGroup?: true
  /** Names of options that cannot be combined with this one. */
  readonly excludes?: readonly string[]
  /**
   * The client's option or the path in the request body that gets the value: `ringTimeoutMs`, `stream.url`, `CallInfo.RoomId`. An
   * `InputError` about the field, or about a part of it such as `callees[1]`, names this option. Default: the option's own name.
   * `*` is every field of a request body.
   */
  readonly field?: string | readonly string[]
}

/** Present or absent. */
interface Flag extends OptionBase {
  readonly kind: 'flag'
}

/** Text. With `source`, `@FILE` is read from the file and `-` from stdin. */
export interface Text extends OptionBase {
  readonly kind: 'text'
  /** The metavariable: `USER`. */
  readonly value: string
  readonly required?: true
  readonly repeatable?: true
  /** With `repeatable`: `a,b` is two values. */
  readonly list?: true
  readonly source?: true
  /** The value is never printed. */
  readonly secretValue?: true
  /** Keeps white space at both ends, so that a message can name a position in the text. */
  readonly untrimmed?: true
}

/** A whole number. */
export interface Integer extends OptionBase {
  readonly kind: 'integer'
  readonly value: string
  readonly min: number
  readonly max: number
  /** Also accepts this word. */
  readonly or?: 'forever'
}

/** A duration with its unit: `500ms`, `30s`, `10m`, `24h`, `7d`. The command gets milliseconds. */
export interface Duration extends OptionBase {
  readonly kind: 'duration'
  /** The metavariable. Default `DURATION`. */
  readonly value?: string
  /** In milliseconds, as `max` and `step`. */
  readonly min: number
  readonly max: number
  /** The value is a multiple of it: 60_000 for whole minutes. */
  readonly step?: number
  /** Also accepts this word. */
  readonly or?: 'forever'
}

/** One of several words; with `repeatable`, several of them, also as `a,b`. */
export interface Choice extends OptionBase {
  readonly kind: 'choice'
  readonly choices: readonly string[]
  readonly repeatable?: true
}

/** A key. On the command line it may only be `-`, for stdin, because process lists and shell histories show arguments. */
export interface Secret extends OptionBase {
  readonly kind: 'secret'
  /** There is a flag for it, not only a variable. */
  readonly flag: boolean
}

/** Reads a secret when it is needed, because a profile may have to run a command for it. Undefined if it is not set. */
export type LazySecret = () => Promise<string | undefined>

export type Option = Flag | Text | Integer | Duration | Choice | Secret

/** By name in camel case; the flag is the same name in kebab case. */
export type Options = Readonly<Record<string, Option>>

/** What a command gets for an option. */
type ValueOf<O extends Option> = O extends Flag
  ? boolean
  : O extends Integer | Duration
    ? number | (O extends { readonly or: 'forever' } ? 'forever' : never) | undefined
    : O extends Choice
      ? O extends { readonly repeatable: true }
        ? readonly O['choices'][number][]
        : O['choices'][number] | undefined
      : O extends Secret & { readonly profile: true }
        ? LazySecret
        : O extends { readonly repeatable: true }
          ? readonly string[]
          : O extends { readonly required: true }
            ? string
            : string | undefined

export type ValuesOf<O extends Options> = { readonly [Name in keyof O]: ValueOf<O[Name]> }

/** `ringTimeout` is `--ring-timeout`. */
export function flagOf(name: string): string {
  return `--${kebab(name)}`
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

export function isRepeatable(option: Option): boolean {
  return (option.kind === 'text' || option.kind === 'choice') && option.repeatable === true
}
