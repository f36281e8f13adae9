import type { Command } from '../command.ts'
import type { Io } from '../io.ts'
import type { Option } from '../option.ts'
import type { ChosenProfile } from './choose-profile.ts'
import { type PrintedSecrets, runSecretCommand } from './secret-command.ts'

/** What stands in for a flag and its variables, and where it was found. */
interface FoundValue {
  readonly raw: unknown
  readonly from: string
}

/** Looks an option up in the profile: first what is stored, then what its command prints, which is run at most once. */
export type LookUp = (name: string, option: Option) => Promise<FoundValue | undefined>

export function profileValues(profile: ChosenProfile | undefined, command: Command, io: Io): LookUp {
  let printing: Promise<PrintedSecrets> | undefined
  return async (name, option) => {
    if (profile === undefined || option.profile !== true) return undefined
    const { values, name: profileName } = profile
    const from = `profile ${profileName}`
    if (Object.hasOwn(values, name)) return { raw: values[name], from }
    if (option.kind !== 'secret' || typeof values.secretCommand !== 'string') return undefined
    if (command.leavesSecrets) return { raw: undefined, from: `secretCommand of ${from}` }
    printing ??= runSecretCommand(values.secretCommand, profileName, io.env)
    const printed = await printing
    return Object.hasOwn(printed, name) ? { raw: printed[name], from: `secretCommand of ${from}` } : undefined
  }
}
