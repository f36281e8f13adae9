/** What a profile keeps, all of it optional: values by the names of the options that they stand in for, and what follows. */
export interface Profile {
  readonly [option: string]: unknown
  /** What rings or overwrites asks first. */
  readonly production?: boolean
  /** A command that prints secrets, so that they need not be stored. */
  readonly secretCommand?: string
}

/** The content of the file. */
export interface Profiles {
  /** The one that is taken where none is named. */
  readonly current?: string
  readonly profiles: Readonly<Record<string, Profile>>
}
