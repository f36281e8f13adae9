import { commonOptions } from '../client/access-options.ts'
import { credentialsInFiles } from '../client/find-cloud-access.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import type { Option } from '../options.ts'
import { profileNames, profileOptions } from '../profile/profile-options.ts'
import { profilesFile } from '../profile/profiles-file.ts'
import { profileArgument } from './profile-argument.ts'

const options = { ...profileOptions, ...commonOptions } as const

export const profileShowCommand = defineCommand({
  details: `First what is typed, then variables, then the profile, then the vendor's own credential files. No secret is shown,
and a profile's secretCommand is not run. Without NAME it is the profile that is used, if there is one.`,
  argument: { ...profileArgument, isProfile: true },
  options,
  examples: ['trtc-call profile show', 'trtc-call profile show staging --json', 'trtc-call profile show --site china'],
  run: show,
})

interface Row {
  readonly value?: unknown
  readonly isSet: boolean
  readonly from?: string
}

async function show(context: Context<typeof options>): Promise<Result> {
  const { profile, io } = context
  const values = Object.fromEntries(profileNames.map((name) => [name, rowOf(name, context)]))
  const inFiles = values.secretId?.isSet || values.secretKey?.isSet ? undefined : await credentialsInFiles(io)
  if (inFiles !== undefined) {
    const row: Row = { isSet: true, from: `the vendor’s credential file ${inFiles.file}` }
    Object.assign(values, { secretId: row, secretKey: row })
  }
  const head =
    profile === undefined ? 'no profile' : `profile ${profile.name}${profile.production ? ', production' : ''}`
  const lines = Object.entries(values).map(([name, row]) => `${name.padEnd(widest)}  ${inWords(row)}`)
  return {
    document: { profile: profile?.name, production: profile?.production ?? false, file: profilesFile(io), values },
    text: [head, ...lines].join('\n'),
  }
}

const widest = Math.max(...profileNames.map(({ length }) => length))

function rowOf(name: (typeof profileNames)[number], { options: given, sources }: Context<typeof options>): Row {
  const from = sources[name]
  const about: Option = profileOptions[name]
  if (from === undefined)
    return name === 'identifier' ? { isSet: true, value: 'administrator', from: 'default' } : unset
  if (about.kind === 'secret') return { isSet: true, from }
  return { isSet: true, value: given[name], from }
}

const unset: Row = { isSet: false }

function inWords({ isSet, value, from }: Row): string {
  if (!isSet) return 'not set'
  return `${value === undefined ? '(not shown)' : String(value)}  from ${from}`
}
