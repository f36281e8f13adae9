import { attributeError, isInputError } from '../attribute-error.ts'
import { commonOptions, confirmOptions } from '../client/access-options.ts'
import type { Context, Result } from '../command.ts'
import { UsageError } from '../errors.ts'
import { flagOf, type Option, type Options } from '../options.ts'
import { confirmProduction } from './confirm-production.ts'
import { profileNames, profileOptions } from './profile-options.ts'
import type { Profile, Profiles } from './profiles.ts'
import { changeProfiles, readProfiles } from './profiles-file.ts'

/** A new profile takes nothing from another one. */
const settingOptions: Options = Object.fromEntries(
  Object.entries<Option>(profileOptions).map(([name, { profile, ...option }]) => [name, option]),
)

export const addOptions = {
  ...settingOptions,
  secretCommand: {
    kind: 'text',
    value: 'COMMAND',
    secretValue: true,
    summary: 'run this command to get the secrets instead of storing them',
  },
  fromEnv: { kind: 'flag', summary: 'save the values of the environment variables, too' },
  production: {
    kind: 'flag',
    excludes: ['allowInsecureHosts'],
    summary: 'ask before commands ring people or overwrite something',
  },
  replace: { kind: 'flag', summary: 'replace the profile of this name as a whole' },
  ...confirmOptions,
  json: commonOptions.json,
} as const satisfies Options

/** @throws UsageError, before anything is written, if a setting is invalid, none is given, or the name is taken. */
export async function addProfile(context: Context<typeof addOptions>): Promise<Result> {
  const { argument: name, options, io } = context
  if (!/^[a-z0-9][\w.-]{0,31}$/i.test(name)) {
    throw new UsageError('NAME must be up to 32 letters, digits and any of "._-", and begin with a letter or digit')
  }
  const assertNew = ({ profiles }: Profiles): void => {
    if (!Object.hasOwn(profiles, name) || options.replace) return
    throw new UsageError(`the profile ${name} exists already`, 'nothing was written; --replace replaces it')
  }
  const before = await readProfiles(io)
  assertNew(before)
  const profile = profileOf(context)
  await assertValid(profile).catch((error: unknown) => {
    if (!isInputError(error)) throw error
    const input = { command: { options: addOptions }, values: options, sources: context.sources }
    throw new UsageError(attributeError(error, input) ?? error.message, 'nothing was written')
  })
  // Treat an invalid `production` value as true.
  const wasProduction = (before.profiles[name]?.production ?? false) !== false
  const unmarks = wasProduction && !options.production
  const action = unmarks ? 'replace it with a profile without this mark' : 'replace it'
  await confirmProduction({ ...context, profile: { name, production: wasProduction } }, action, 'nothing was written')
  let isDefault = false
  const file = await changeProfiles(io, (content) => {
    assertNew(content)
    const { profiles } = content
    const current = Object.keys(profiles).length === 0 ? name : content.current
    isDefault = current === name
    return { ...(current === undefined ? {} : { current }), profiles: { ...profiles, [name]: profile } }
  })
  const next = isDefault ? 'it is the default' : `trtc-call profile use ${name} makes it the default`
  const text = `profile ${name} was saved to ${file}${unmarks ? '; it is no longer marked production' : ''}; ${next}`
  return {
    document: { profile: name, file, current: isDefault, production: options.production },
    text,
    hasCommands: true,
  }
}

/** Variables of the environment may belong to another app, so only --from-env saves them. */
function profileOf({ argument: name, options, sources }: Context<typeof addOptions>): Profile {
  const { secretCommand, production, fromEnv } = options
  const values: Readonly<Record<string, unknown>> = options
  const saved = profileNames.filter((option) => sources[option] === flagOf(option) || (fromEnv && sources[option]))
  if (saved.length === 0 && secretCommand === undefined) throw noSettings(name)
  return {
    ...(production ? { production } : {}),
    ...Object.fromEntries(saved.map((option) => [option, values[option]])),
    ...(secretCommand === undefined ? {} : { secretCommand }),
  }
}

/** Lists everything that is needed to ring, with a command for each way to give it. */
function noSettings(name: string): UsageError {
  const app = `trtc-call profile add ${name} --sdk-app-id 1400000000 --site singapore`
  const examples = [
    `${app} --sdk-secret-key - < key.txt`,
    `${app} --secret-command "pass trtc"`,
    `trtc-call profile add ${name} --from-env   # TRTC_SDK_APP_ID, TRTC_SITE, TRTC_SDK_SECRET_KEY`,
  ]
  return new UsageError(
    'SDKAppID, site and key are missing',
    ['nothing was written; examples:', ...examples].join('\n  '),
  )
}

/** @throws InputError for settings that the clients refuse: with them each command would fail. */
async function assertValid(profile: Profile): Promise<void> {
  const { createTrtcCall } = await import('@trtc-call/node')
  // Commands may find elsewhere what the profile lacks.
  const placeholders = { sdkAppId: 1, site: 'china', identifier: 'administrator', edition: 'china' }
  const secrets = { sdkSecretKey: 'none', secretId: 'none', secretKey: 'none' }
  const settings: Profile = { ...placeholders, ...secrets, ...profile }
  const { sdkAppId, endpoint, allowInsecureHosts, site, identifier, sdkSecretKey } = settings
  const { edition, region, secretId, secretKey, token } = settings
  createTrtcCall({
    ...{ sdkAppId, allowInsecureHosts, endpoints: { call: endpoint, trtc: endpoint } },
    call: { site, identifier, sdkSecretKey },
    cloud: { edition, region, secretId, secretKey, token },
  } as Parameters<typeof createTrtcCall>[0])
}
