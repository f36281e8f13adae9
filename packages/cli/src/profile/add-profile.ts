import { readOptions } from '../args/read-options.ts'
import { blamed, type Given } from '../blame.ts'
import { commonOptions, confirmOptions } from '../client/access-options.ts'
import type { Context } from '../command.ts'
import { inputInFlagWords } from '../flag-words.ts'
import { isInputError } from '../input-error.ts'
import type { Io } from '../io.ts'
import type { LazySecret, Option, Options } from '../option.ts'
import type { Result } from '../result.ts'
import { UsageError } from '../usage-error.ts'
import { confirmProduction } from './confirm-production.ts'
import { profileNames, profileOptions } from './profile-options.ts'
import type { Profile, Profiles } from './profiles.ts'
import { changeProfiles, readProfiles } from './profiles-file.ts'

/** Without their variables: those of the environment may belong to another app, and are read with --from-env only. */
const settingOptions: Options = Object.fromEntries(
  Object.entries<Option>(profileOptions).flatMap(([name, { env, profile, ...option }]) =>
    option.kind === 'secret' && !option.flag ? [] : [[name, option]],
  ),
)

export const addOptions = {
  ...settingOptions,
  secretCommand: {
    kind: 'text',
    value: 'COMMAND',
    hidden: true,
    summary: 'command that prints JSON with any of sdkSecretKey, secretId, secretKey and token, or only the app’s key',
  },
  fromEnv: { kind: 'flag', summary: 'save the values of the environment variables of these options, secrets included' },
  production: {
    kind: 'flag',
    excludes: ['allowInsecureHosts'],
    summary: 'ask for confirmation before commands ring people or overwrite something',
  },
  replace: { kind: 'flag', summary: 'replace the profile of this name; nothing of it is kept' },
  ...confirmOptions,
  json: commonOptions.json,
} as const satisfies Options

/** @throws UsageError if a setting is invalid or none is given, or if the profile exists and --replace is not given. */
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
  const profile = await profileOf(context)
  // An invalid mark may be meant as true.
  const wasProduction = (before.profiles[name]?.production ?? false) !== false
  const unmarks = wasProduction && !options.production
  const marked = { ...context, profile: { name, production: wasProduction } }
  const action = unmarks ? 'replace it with a profile without this mark' : 'replace it'
  await confirmProduction(marked, action, 'nothing was written')
  let isDefault = false
  const file = await changeProfiles(io, (content) => {
    assertNew(content)
    const { current = name, profiles } = content
    isDefault = current === name
    return { current, profiles: { ...profiles, [name]: profile } }
  })
  const next = isDefault ? 'it is the default' : `trtc-call profile use ${name} makes it the default`
  const text = `profile ${name} was saved to ${file}${unmarks ? '; it is no longer marked production' : ''}; ${next}`
  return { document: { profile: name, file, current: isDefault, production: options.production }, text }
}

async function profileOf({ argument: name, options, origins, io }: Context<typeof addOptions>): Promise<Profile> {
  const { secretCommand, production } = options
  const fromEnv = options.fromEnv ? await readEnvironment(io) : { values: {}, origins: {} }
  const given: Readonly<Record<string, unknown>> = options
  const values: Profile = {
    ...fromEnv.values,
    ...Object.fromEntries(profileNames.flatMap((option) => (isGiven(given[option]) ? [[option, given[option]]] : []))),
  }
  if (Object.keys(values).length === 0 && secretCommand === undefined) throw noSettings(name, options.fromEnv === true)
  await assertValid({ values, origins: { ...fromEnv.origins, ...origins } })
  return {
    ...(production ? { production } : {}),
    ...values,
    ...(secretCommand === undefined ? {} : { secretCommand }),
  }
}

const isGiven = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : value !== undefined)

/** Lists everything that ringing needs, with a command for each way to give it. */
function noSettings(name: string, fromEnv: boolean): UsageError {
  const missing = fromEnv
    ? 'TRTC_SDK_APP_ID, TRTC_SITE and TRTC_SDK_SECRET_KEY are not set, nor is any other variable of a profile'
    : 'SDKAppID, site and key are missing'
  const app = `trtc-call profile add ${name} --sdk-app-id 1400000000 --site singapore`
  const examples = [
    `${app} --sdk-secret-key - < key.txt`,
    `${app} --secret-command "pass show trtc"`,
    `trtc-call profile add ${name} --from-env`,
  ]
  return new UsageError(missing, ['nothing was written; for example:', ...examples].join('\n  '))
}

/** Reads the environment variables as each command would. */
async function readEnvironment(io: Io): Promise<Given> {
  const noArgs = { flags: new Map<string, readonly string[]>(), argument: '' }
  const { values, origins } = await readOptions({ options: profileOptions }, noArgs, io, () => undefined)
  const found = profileNames.filter((name) => origins[name] !== undefined)
  const entries = found.map(async (name) => {
    const value = values[name]
    return [name, typeof value === 'function' ? await (value as LazySecret)() : value]
  })
  return { values: Object.fromEntries(await Promise.all(entries)), origins }
}

/** Used for settings that the profile lacks, because commands may find them elsewhere. */
const placeholders: Profile = {
  sdkAppId: 1,
  site: 'china',
  identifier: 'administrator',
  edition: 'china',
  sdkSecretKey: 'none',
  secretId: 'none',
  secretKey: 'none',
}

/** @throws UsageError for settings that the clients refuse, because with them each command would fail. */
async function assertValid(given: Given): Promise<void> {
  const { createTrtcCall } = await import('@trtc-call/node')
  const { sdkAppId, endpoint, allowInsecureHosts, site, identifier, sdkSecretKey, ...cloud } = {
    ...placeholders,
    ...given.values,
  } as Profile
  const { edition, region, secretId, secretKey, token } = cloud
  const settings = {
    ...{ sdkAppId, endpoints: { call: endpoint, trtc: endpoint }, allowInsecureHosts },
    call: { site, identifier, sdkSecretKey },
    cloud: { edition, region, secretId, secretKey, token },
  }
  try {
    createTrtcCall(settings as Parameters<typeof createTrtcCall>[0])
  } catch (error) {
    if (!isInputError(error)) throw error
    throw new UsageError(blamed(error.message, given) ?? inputInFlagWords(error.message), 'nothing was written')
  }
}
