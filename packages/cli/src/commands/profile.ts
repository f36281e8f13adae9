import { credentialsInFiles } from '../client/access.ts'
import { commonOptions, confirmOptions } from '../client/access-options.ts'
import { type Argument, type Context, defineCommand, type Result } from '../command.ts'
import type { Option } from '../options.ts'
import { addOptions, addProfile } from '../profile/add-profile.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { profileNames, profileOptions } from '../profile/profile-options.ts'
import { findProfile, isProduction } from '../profile/profiles.ts'
import { changeProfiles, listProfileNames, profilesFile, readProfiles } from '../profile/profiles-file.ts'
import { formatFields, formatTable } from '../terminal.ts'

const argument: Argument = { summary: 'name of the profile', candidates: listProfileNames }
const jsonOption = { json: commonOptions.json } as const
const removeOptions = { ...jsonOption, ...confirmOptions } as const
const showOptions = { ...profileOptions, ...commonOptions } as const

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

export const list = defineCommand({
  details: 'A star marks the default profile.',
  options: jsonOption,
  examples: ['trtc-call profile list', 'trtc-call profile list --json'],
  async run({ io, info }: Context<typeof jsonOption>): Promise<Result> {
    const { current, profiles: byName } = await readProfiles(io)
    const profiles = Object.entries(byName).map(([name, profile]) => {
      const { sdkAppId, site } = profile
      return { name, current: name === current, production: isProduction(name, profile), sdkAppId, site }
    })
    if (profiles.length === 0) {
      info('there are no profiles; trtc-call profile add --help shows how to add one')
      return { document: { profiles }, text: '' }
    }
    const rows = profiles.map(({ name, current, production, sdkAppId = '', site = '' }) => {
      return [`${current ? '*' : ' '} ${name}`, `${sdkAppId}`, `${site}`, production ? 'production' : '']
    })
    return { document: { profiles }, text: formatTable(['  profile', 'app', 'site', ''], rows) }
  },
})

export const use = defineCommand({
  argument,
  options: jsonOption,
  examples: ['trtc-call profile use staging'],
  async run({ argument: name, io }: Context<typeof jsonOption>): Promise<Result> {
    await changeProfiles(io, ({ profiles }) => {
      findProfile({ profiles }, name)
      return { current: name, profiles }
    })
    return { document: { profile: name, current: true }, text: `profile ${name} is now the default` }
  },
})

export const remove = defineCommand({
  details: 'If it was the default profile, there is none afterwards.',
  argument,
  options: removeOptions,
  examples: ['trtc-call profile remove staging'],
  async run(context: Context<typeof removeOptions>): Promise<Result> {
    const { argument: name, io } = context
    const { production = false } = findProfile(await readProfiles(io), name)
    // Treat an invalid `production` value as true. The profile can only be removed here.
    const profile = { name, production: production !== false }
    await confirmProduction({ ...context, profile }, 'delete it and its secrets', 'nothing was deleted')
    await changeProfiles(io, ({ current, profiles }) => {
      const { [name]: _, ...others } = profiles
      return { ...(current === undefined || current === name ? {} : { current }), profiles: others }
    })
    return { document: { profile: name, removed: true }, text: `profile ${name} was removed` }
  },
})

export const show = defineCommand({
  details: `Options override environment variables, which override the profile, which overrides the vendor's
own credential files. No secret is shown, and the profile's secretCommand does not run.`,
  argument: { ...argument, isProfile: true },
  options: showOptions,
  examples: ['trtc-call profile show', 'trtc-call profile show staging --json', 'trtc-call profile show --site china'],
  async run(context: Context<typeof showOptions>): Promise<Result> {
    const { profile: { name, production } = { production: false }, io } = context
    const values = Object.fromEntries(profileNames.map((option) => [option, settingOf(option, context)]))
    const inFiles = values.secretId?.isSet || values.secretKey?.isSet ? undefined : await credentialsInFiles(io)
    if (inFiles !== undefined) {
      const setting: Setting = { isSet: true, from: `the vendor’s credential file ${inFiles.file}` }
      Object.assign(values, { secretId: setting, secretKey: setting })
    }
    const title = name === undefined ? 'no profile' : `profile ${name}${production ? ', production' : ''}`
    const fields = Object.entries(values).map(([option, { isSet, value = '(not shown)', from }]) => {
      return [option, isSet ? `${value}  from ${from}` : 'not set']
    })
    return {
      document: { profile: name, production, file: profilesFile(io), values },
      text: `${title}\n${formatFields(Object.fromEntries(fields))}`,
    }
  },
})

interface Setting {
  readonly value?: unknown
  readonly isSet: boolean
  readonly from?: string
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
