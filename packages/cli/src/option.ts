interface Described {
  readonly summary: string
  /** Environment variables that stand in for the flag, the first that is set. */
  readonly env?: readonly string[]
  /** Variables that the vendor's platform sets. They are read for a whole group, and only where none of its `env` is set. */
  readonly platformEnv?: readonly string[]
  /** A profile can stand in for the flag and the variables, under the option's name. */
  readonly profile?: true
  /** Options that only fit together: all are read from variables, where one of them is there, or all from the profile. */
  readonly group?: 'cloud'
  /** Of no use without the others of its group, so a variable that is left over does not decide where they are read from. */
  readonly follows?: true
  /** Names of options that cannot be given beside this one. */
  readonly excludes?: readonly string[]
}

/** Given or not. */
interface Flag extends Described {
  readonly kind: 'flag'
  /** Words that can follow it after `=`, and then are its value. */
  readonly inline?: readonly string[]
}

/** Words. With `source`, `@file` is read from the file and `-` from stdin. */
export interface Text extends Described {
  readonly kind: 'text'
  readonly value: string
  readonly required?: true
  readonly repeatable?: true
  readonly source?: true
  /** Never shown. */
  readonly hidden?: true
  /** Line breaks and spaces at its ends are kept: a place in it may have to be told. */
  readonly untrimmed?: true
}

/** A whole number. */
export interface Whole extends Described {
  readonly kind: 'whole'
  readonly value: string
  readonly least: number
  readonly most: number
  /** A word that is taken, too. */
  readonly or?: 'forever'
}

/** One of several words. */
export interface Choice extends Described {
  readonly kind: 'choice'
  readonly choices: readonly string[]
}

/** A key. On the command line it may only be `-`, for stdin: arguments show in process lists and shell histories. */
export interface Secret extends Described {
  readonly kind: 'secret'
  /** There is a flag for it, not only a variable. */
  readonly flag: boolean
}

/** Found when it is asked for, and once: a profile may have to run a command for it. Undefined where it is nowhere. */
export type LazySecret = () => Promise<string | undefined>

export type Option = Flag | Text | Whole | Choice | Secret

/** By name in camel case; the flag is the same name in kebab case. */
export type Options = Readonly<Record<string, Option>>

/** What a command gets for an option. */
type ValueOf<O extends Option> = O extends Flag
  ? boolean | (O extends { readonly inline: readonly (infer Word)[] } ? Word : never)
  : O extends Whole
    ? number | (O extends { readonly or: 'forever' } ? 'forever' : never) | undefined
    : O extends Choice
      ? O['choices'][number] | undefined
      : O extends Secret & { readonly profile: true }
        ? LazySecret
        : O extends { readonly repeatable: true }
          ? readonly string[]
          : O extends { readonly required: true }
            ? string
            : string | undefined

export type ValuesOf<O extends Options> = { readonly [Name in keyof O]: ValueOf<O[Name]> }

/** `ringTimeoutMs` is `--ring-timeout-ms`. */
export function flagOf(name: string): string {
  return `--${kebab(name)}`
}

export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
