import type { Command } from '../command.ts'
import { UsageError } from '../errors.ts'
import type { Io } from '../io.ts'
import type { Option } from '../options.ts'
import type { ParsedArgv } from '../parse-argv.ts'
import { findProfile, isProduction, type Profile } from './profiles.ts'
import { readProfiles } from './profiles-file.ts'
import { type PrintedSecrets, runSecretCommand } from './secret-command.ts'

/** The profile of a run. */
export interface ChosenProfile {
  readonly name: string
  readonly production: boolean
  readonly values: Profile
}

/** Finds the profile that is named, else the default one. Commands that use no setting of a profile do not read the file. */
export async function chooseProfile(
  { options, argument }: Command,
  { flags, argument: word }: ParsedArgv,
  io: Io,
): Promise<ChosenProfile | undefined> {
  if (options.profile === undefined || !Object.values(options).some(({ profile }) => profile)) return undefined
  const given = (argument?.isProfile && word) || flags.get('profile')?.at(-1) || io.env.TRTC_CALL_PROFILE
  const content = await readProfiles(io, (line) => io.stderr.write(`${line}\n`))
  const name = given || content.current
  if (name === undefined) return undefined
  const values = findProfile(content, name)
  return { name, production: isProduction(name, values), values }
}

/** @throws UsageError if keys of a production profile could be sent over plain http. */
export function assertSecureHosts(
  profile: ChosenProfile | undefined,
  { allowInsecureHosts }: Readonly<Record<string, unknown>>,
): void {
  if (profile?.production !== true || !Array.isArray(allowInsecureHosts) || allowInsecureHosts.length === 0) return
  throw new UsageError(
    `--allow-insecure-hosts is refused: the profile ${profile.name} is marked production`,
    'nothing was sent; the keys of a production profile are never sent over plain http',
  )
}

/** Looks up an option in the profile: first its stored values, then what its secretCommand prints. */
export type ProfileSource = (
  name: string,
  option: Option,
) => { readonly from: string; read(): Promise<unknown> } | undefined

/** Runs the profile's secretCommand at most once, when the first secret is read. The signal ends it. */
export function profileSource(profile: ChosenProfile | undefined, io: Io, signal: AbortSignal): ProfileSource {
  const { env, platform, stderr } = io
  const info = (line: string): void => stderr.write(`${line}\n`)
  let printed: Promise<PrintedSecrets> | undefined
  return (name, option) => {
    if (profile === undefined || option.profile !== true) return undefined
    const { values, name: profileName } = profile
    const { secretCommand } = values
    if (Object.hasOwn(values, name)) return { from: `profile ${profileName}`, read: async () => values[name] }
    if (option.kind !== 'secret' || typeof secretCommand !== 'string') return undefined
    return {
      from: `secretCommand of profile ${profileName}`,
      async read() {
        printed ??= runSecretCommand(secretCommand, profileName, { env, platform, signal, info })
        const secrets = await printed
        return Object.hasOwn(secrets, name) ? secrets[name] : undefined
      },
    }
  }
}
