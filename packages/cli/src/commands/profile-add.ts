import type { Given } from '../blame.ts'
import { commonOptions, confirmOptions } from '../client/access-options.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { UsageError } from '../errors.ts'
import type { Io } from '../io.ts'
import type { LazySecret, Option } from '../options.ts'
import { assertUsable } from '../profile/assert-usable.ts'
import { changeProfiles } from '../profile/change-profiles.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import type { Profile, Profiles } from '../profile/profile.ts'
import { profileNames, profileOptions } from '../profile/profile-options.ts'
import { readProfiles } from '../profile/profiles-file.ts'
import { readOptions } from '../read-options.ts'
import { profileArgument } from './profile-argument.ts'

/** Only what is typed is kept: what the environment holds may be another app's. */
function typed<O extends Option>({ env: _, profile: __, ...option }: O): Omit<O, 'env' | 'profile'> {
  return option
}

const { sdkAppId, site, identifier, endpoint, edition, region, roomIdType, allowInsecureHosts, sdkSecretKey } =
  profileOptions

const options = {
  sdkAppId: typed(sdkAppId),
  site: typed(site),
  identifier: typed(identifier),
  endpoint: typed(endpoint),
  edition: typed(edition),
  region: typed(region),
  roomIdType: typed(roomIdType),
  allowInsecureHosts: typed(allowInsecureHosts),
  sdkSecretKey: typed(sdkSecretKey),
  secretCommand: {
    kind: 'text',
    value: 'COMMAND',
    hidden: true,
    summary: 'prints JSON with any of sdkSecretKey, secretId, secretKey and token, or the app’s key alone',
  },
  fromEnv: { kind: 'flag', summary: 'keep what the variables of these options say, the secrets too' },
  production: { kind: 'flag', excludes: ['allowInsecureHosts'], summary: 'what rings or overwrites asks first' },
  replace: { kind: 'flag', summary: 'in the place of the profile that has this name' },
  ...confirmOptions,
  json: commonOptions.json,
} as const

export const profileAddCommand = defineCommand({
  details: `The file is in this platform's folder for settings, and only its owner may read it. With --secret-command no secret is
stored: the command runs in a shell whenever a secret is needed, without a terminal, and has a minute. The first profile is the one
that is used. With --replace nothing of the profile that had this name is left.`,
  argument: profileArgument,
  options,
  examples: [
    'trtc-call profile add staging --sdk-app-id 1400000000 --site singapore --sdk-secret-key - < key.txt',
    'trtc-call profile add live --sdk-app-id 1400000001 --site china --production --secret-command "pass show trtc-live"',
    'trtc-call profile add local --from-env',
  ],
  run: add,
})

async function add(context: Context<typeof options>): Promise<Result> {
  const { argument: name, options: given, io } = context
  if (!/^[a-z0-9][\w.-]{0,31}$/i.test(name)) {
    throw new UsageError('NAME must be up to 32 letters, digits and any of "._-", and begin with a letter or digit')
  }
  const assertFree = ({ profiles }: Profiles): void => {
    if (!Object.hasOwn(profiles, name) || given.replace) return
    const hint = 'nothing was written; --replace puts this one in its place'
    throw new UsageError(`there is a profile ${name} already`, hint)
  }
  const before = await readProfiles(io)
  assertFree(before)
  const profile = await profileOf(context)
  // A mark that is neither true nor false may be meant.
  const wasMarked = (before.profiles[name]?.production ?? false) !== false
  const losesMark = wasMarked && !given.production
  const marked = { name, production: wasMarked }
  await confirmProduction({ ...context, profile: marked }, `replace it${losesMark ? ' by one that is not' : ''}`)
  let used = false
  const file = await changeProfiles(io, (content) => {
    assertFree(content)
    const { current = name, profiles } = content
    used = current === name
    return { current, profiles: { ...profiles, [name]: profile } }
  })
  const next = used ? 'it is the one that is used' : `trtc-call profile use ${name} makes it the one that is used`
  const unmarked = losesMark ? '; it is no longer marked production' : ''
  const text = `profile ${name} is kept in ${file}${unmarked}; ${next}`
  return { document: { profile: name, file, current: used, production: given.production }, text }
}

async function profileOf(context: Context<typeof options>): Promise<Profile> {
  const { options: given, sources, io } = context
  const { secretCommand, production } = given
  const found = given.fromEnv ? await fromEnv(io) : { values: {}, sources: {} }
  const values: Profile = { ...found.values, ...stated(given) }
  const isNothing = Object.keys(values).length === 0 && secretCommand === undefined
  if (isNothing) {
    throw new UsageError('there is nothing to keep', 'give options such as --sdk-app-id, or --from-env')
  }
  await assertUsable(values, { ...found.sources, ...sources })
  return { ...(production ? { production } : {}), ...values, ...(secretCommand === undefined ? {} : { secretCommand }) }
}

function stated(given: Readonly<Record<string, unknown>>): Profile {
  const found = profileNames.map((name) => [name, given[name]] as const)
  return Object.fromEntries(
    found.filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== undefined)),
  )
}

/** As every command would read them. */
async function fromEnv(io: Io): Promise<Given> {
  const nothing = { flags: new Map<string, readonly string[]>(), argument: '' }
  const { values, sources } = await readOptions({ options: profileOptions }, nothing, io, () => undefined)
  const found = profileNames.filter((name) => sources[name] !== undefined)
  const known = await Promise.all(found.map(async (name) => [name, await secretOr(values[name])]))
  return { values: Object.fromEntries(known), sources }
}

async function secretOr(value: unknown): Promise<unknown> {
  return typeof value === 'function' ? (value as LazySecret)() : value
}
