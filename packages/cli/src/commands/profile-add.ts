import { commonOptions } from '../client/access-options.ts'
import { type Context, defineCommand } from '../command.ts'
import type { Io } from '../io.ts'
import type { Option } from '../option.ts'
import type { Profile } from '../profile/profile.ts'
import { profileNames, profileOptions } from '../profile/profile-options.ts'
import { readProfiles, writeProfiles } from '../profile/profiles-file.ts'
import type { Result } from '../result.ts'
import { UsageError } from '../usage-error.ts'
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
  json: commonOptions.json,
} as const

export const profileAddCommand = defineCommand({
  details: `The file is in this platform's folder for settings, and only its owner may read it. With --secret-command no secret is
stored: the command runs in a shell whenever a secret is needed. The first profile is the one that is used.`,
  argument: profileArgument,
  options,
  examples: [
    'trtc-call profile add staging --sdk-app-id 1400000000 --site singapore --sdk-secret-key - < key.txt',
    'trtc-call profile add live --sdk-app-id 1400000001 --site china --production --secret-command "pass show trtc-live"',
    'trtc-call profile add local --from-env',
  ],
  run: add,
})

async function add({ argument: name, options: given, io }: Context<typeof options>): Promise<Result> {
  if (!/^[a-z0-9][\w.-]{0,31}$/i.test(name)) {
    throw new UsageError('NAME must be up to 32 letters, digits and any of "._-", and begin with a letter or digit')
  }
  const { current, profiles } = await readProfiles(io)
  if (Object.hasOwn(profiles, name) && !given.replace) {
    throw new UsageError(
      `there is a profile ${name} already`,
      'nothing was written; --replace puts this one in its place',
    )
  }
  const profile = profileOf(given, io)
  const file = await writeProfiles(io, { current: current ?? name, profiles: { ...profiles, [name]: profile } })
  const used = (current ?? name) === name
  const next = used ? 'it is the one that is used' : `trtc-call profile use ${name} makes it the one that is used`
  return { document: { profile: name, file, current: used }, text: `profile ${name} is kept in ${file}; ${next}` }
}

function profileOf(given: Context<typeof options>['options'], io: Io): Profile {
  const { secretCommand, production, endpoint } = given
  if (endpoint !== undefined && !(URL.canParse(endpoint) && new URL(endpoint).origin === endpoint.replace(/\/$/, ''))) {
    throw new UsageError('--endpoint must be an origin: https://host:port')
  }
  const values = { ...(given.fromEnv ? fromEnv(io) : {}), ...stated(given) }
  if (Object.keys(values).length === 0 && secretCommand === undefined) {
    throw new UsageError('there is nothing to keep', 'give options such as --sdk-app-id, or --from-env')
  }
  return { ...(production ? { production } : {}), ...values, ...(secretCommand === undefined ? {} : { secretCommand }) }
}

function stated(given: Readonly<Record<string, unknown>>): Profile {
  const found = profileNames.map((name) => [name, given[name]] as const)
  return Object.fromEntries(
    found.filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== undefined)),
  )
}

function fromEnv({ env }: Io): Profile {
  const all = Object.entries<Option>(profileOptions).filter(([, { profile }]) => profile)
  const found = all.map(([name, option]) => [name, option.env?.map((variable) => env[variable]).find(Boolean)])
  return Object.fromEntries(found.filter(([, value]) => value !== undefined))
}
