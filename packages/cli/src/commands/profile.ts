import { credentialsInFiles } from '../client/access.ts'
import { commonOptions, confirmOptions } from '../client/access-options.ts'
import type { Result } from '../command.ts'
import { type Argument, type Context, defineCommand } from '../command.ts'
import type { Option } from '../options.ts'
import { addOptions, addProfile } from '../profile/add-profile.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { profileNames, profileOptions } from '../profile/profile-options.ts'
import { findProfile, isProduction } from '../profile/profiles.ts'
import { changeProfiles, listProfileNames, profilesFile, readProfiles } from '../profile/profiles-file.ts'

const argument: Argument = {
  summary: 'name of the profile',
  candidates: listProfileNames,
}

export const add = defineCommand({
  details: `The file is in the platform's folder for settings, and only its owner may read it. The first
profile becomes the default. With --secret-command the file contains no secret: the command runs in
a shell whenever a secret is needed, without a terminal, and may take one minute. It prints only the
app's key, or JSON with any of sdkSecretKey, secretId, secretKey and token.`,
  argument,
  options: addOptions,
  examples: [
    'trtc-call profile add staging --sdk-app-id 1400000000 --site china --sdk-secret-key - < key.txt',
    'trtc-call profile add live --sdk-app-id 1400000001 --production --secret-command "pass trtc"',
    'trtc-call profile add local --from-env',
  ],
  run: addProfile,
})

const jsonOption = { json: commonOptions.json } as const

export const list = defineCommand({
  details: 'A star marks the default profile.',
  options: jsonOption,
  examples: ['trtc-call profile list', 'trtc-call profile list --json'],
  run: listProfiles,
})

async function listProfiles({ io, info }: Context<typeof jsonOption>): Promise<Result> {
  const { current, profiles } = await readProfiles(io)
  const rows = Object.entries(profiles).map(([name, profile]) => {
    const { sdkAppId, site } = profile
    return { name, current: name === current, production: isProduction(name, profile), sdkAppId, site }
  })
  const lines = rows.map(({ name, current, production, sdkAppId, site }) => {
    const details = [sdkAppId && `app ${sdkAppId}`, site, production && 'production']
    return `${current ? '*' : ' '} ${[name, ...details.filter(Boolean)].join('  ')}`
  })
  if (rows.length === 0) info('there are no profiles; trtc-call profile add --help shows how to add one')
  return { document: { profiles: rows }, text: lines.join('\n') }
}

export const use = defineCommand({
  argument,
  options: jsonOption,
  examples: ['trtc-call profile use staging'],
  run: useProfile,
})

async function useProfile({ argument: name, io }: Context<typeof jsonOption>): Promise<Result> {
  await changeProfiles(io, ({ profiles }) => {
    findProfile({ profiles }, name)
    return { current: name, profiles }
  })
  return { document: { profile: name, current: true }, text: `profile ${name} is now the default` }
}

const removeOptions = { ...jsonOption, ...confirmOptions } as const

export const remove = defineCommand({
  details: 'If it was the default profile, there is none afterwards.',
  argument,
  options: removeOptions,
  examples: ['trtc-call profile remove staging'],
  run: removeProfile,
})

async function removeProfile(context: Context<typeof removeOptions>): Promise<Result> {
  const { argument: name, io } = context
  const { production = false } = findProfile(await readProfiles(io), name)
  // An invalid mark may be meant as true, and the profile can only be removed here.
  const profile = { name, production: production !== false }
  await confirmProduction({ ...context, profile }, 'delete it and its secrets', 'nothing was deleted')
  await changeProfiles(io, ({ current, profiles }) => {
    const { [name]: _, ...others } = profiles
    return { ...(current === undefined || current === name ? {} : { current }), profiles: others }
  })
  return { document: { profile: name, removed: true }, text: `profile ${name} was removed` }
}

const showOptions = { ...profileOptions, ...commonOptions } as const

export const show = defineCommand({
  details: `Options override environment variables, which override the profile, which overrides the vendor's
own credential files. No secret is shown, and the profile's secretCommand does not run.`,
  argument: { ...argument, isProfile: true },
  options: showOptions,
  examples: ['trtc-call profile show', 'trtc-call profile show staging --json', 'trtc-call profile show --site china'],
  run: showProfile,
})

interface Setting {
  readonly value?: unknown
  readonly isSet: boolean
  readonly from?: string
}

async function showProfile(context: Context<typeof showOptions>): Promise<Result> {
  const { profile: { name, production } = { production: false }, io } = context
  const values = Object.fromEntries(profileNames.map((option) => [option, settingOf(option, context)]))
  const inFiles = values.secretId?.isSet || values.secretKey?.isSet ? undefined : await credentialsInFiles(io)
  if (inFiles !== undefined) {
    const setting: Setting = { isSet: true, from: `the vendor’s credential file ${inFiles.file}` }
    Object.assign(values, { secretId: setting, secretKey: setting })
  }
  const title = name === undefined ? 'no profile' : `profile ${name}${production ? ', production' : ''}`
  const width = Math.max(...profileNames.map(({ length }) => length))
  const lines = Object.entries(values).map(([option, { isSet, value = '(not shown)', from }]) => {
    return `${option.padEnd(width)}  ${isSet ? `${value}  from ${from}` : 'not set'}`
  })
  return {
    document: { profile: name, production, file: profilesFile(io), values },
    text: [title, ...lines].join('\n'),
  }
}

function settingOf(
  name: (typeof profileNames)[number],
  { options: { [name]: value }, sources }: Context<typeof showOptions>,
): Setting {
  const from = sources[name]
  if (from !== undefined) {
    const option: Option = profileOptions[name]
    return { isSet: true, ...(option.kind === 'secret' ? {} : { value }), from }
  }
  return name === 'identifier' ? { isSet: true, value: 'administrator', from: 'default' } : { isSet: false }
}
