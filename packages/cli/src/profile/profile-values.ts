import type { Io } from '../io.ts'
import type { Option } from '../options.ts'
import type { ChosenProfile } from './choose-profile.ts'
import { type PrintedSecrets, runSecretCommand } from './secret-command.ts'

/** What stands in for a flag and its variables, and where it was found. */
interface FoundValue {
  readonly from: string
  read(): Promise<unknown>
}

/** Looks an option up in the profile: first what is stored, then what its command prints, which is run at most once. */
export type LookUp = (name: string, option: Option) => FoundValue | undefined

/** @param signal Ends the command. */
export function profileValues(profile: ChosenProfile | undefined, io: Io, signal: AbortSignal): LookUp {
  const { env, platform, stderr } = io
  const info = (line: string): void => stderr.write(`${line}\n`)
  let printing: Promise<PrintedSecrets> | undefined
  return (name, option) => {
    if (profile === undefined || option.profile !== true) return undefined
    const { values, name: profileName } = profile
    const { secretCommand } = values
    if (Object.hasOwn(values, name)) return { from: `profile ${profileName}`, read: async () => values[name] }
    if (option.kind !== 'secret' || typeof secretCommand !== 'string') return undefined
    return {
      from: `secretCommand of profile ${profileName}`,
      async read() {
        printing ??= runSecretCommand(secretCommand, profileName, { env, platform, signal, info })
        const printed = await printing
        return Object.hasOwn(printed, name) ? printed[name] : undefined
      },
    }
  }
}
