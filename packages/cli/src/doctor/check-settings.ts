import { credentialsInFiles } from '../client/find-cloud-access.ts'
import type { Context } from '../command.ts'
import type { doctorOptions } from '../commands/doctor.ts'
import { UsageError } from '../usage-error.ts'
import type { ConsoleLinks } from './console-links.ts'
import type { Finding } from './finding.ts'

const secretNames = ['sdkSecretKey', 'secretId', 'secretKey', 'token'] as const

/** The secrets of a run, and where each setting comes from. */
export interface FoundSettings {
  readonly secrets: Readonly<Partial<Record<(typeof secretNames)[number], string>>>
  /** By the name of the option: `TRTC_SITE`, `profile staging`, the path of a credential file. */
  readonly sources: Readonly<Record<string, string>>
}

type Settings = Pick<Context<typeof doctorOptions>, 'options' | 'origins' | 'io'>

/** Reads the secrets as the clients would: from options, variables and profile, then from the vendor's credential files. */
export async function findSettings({ options, origins, io }: Settings): Promise<FoundSettings> {
  const secrets: FoundSettings['secrets'] = Object.fromEntries(
    // The check of the API that needs the secret reports a failing secretCommand.
    await Promise.all(secretNames.map(async (name) => [name, await options[name]().catch(() => undefined)])),
  )
  // A secretCommand may print only some of the secrets.
  const missing: readonly string[] = secretNames.filter((name) => secrets[name] === undefined)
  const sources = Object.fromEntries(Object.entries(origins).filter(([name]) => !missing.includes(name)))
  if ((secrets.secretId ?? secrets.secretKey) !== undefined) return { secrets, sources }
  const found = await credentialsInFiles(io).catch((error: unknown) => {
    // The check of the cloud account reports a file that cannot be used.
    if (!(error instanceof UsageError)) throw error
  })
  if (found === undefined) return { secrets, sources }
  const { secretId, secretKey } = await found.credentials({ now: Date.now() })
  const { file } = found
  return { secrets: { ...secrets, secretId, secretKey }, sources: { ...sources, secretId: file, secretKey: file } }
}

/** The vendor's names of the settings. */
const settingNames = {
  sdkAppId: 'SDKAppID',
  sdkSecretKey: 'SDKSecretKey',
  site: 'site',
  identifier: 'administrator',
  secretId: 'SecretId',
  secretKey: 'SecretKey',
  token: 'session token',
  region: 'region',
  endpoint: 'endpoint',
} as const

/** Reports the source of each setting. */
export function checkSources({ sources }: FoundSettings): Finding {
  const found = Object.entries(settingNames).filter(([option]) => sources[option] !== undefined)
  const summary = found.map(([option, name]) => `${name} from ${sources[option]}`).join('; ')
  if (found.length > 0) return { check: 'sources', state: 'ok', summary }
  return {
    check: 'sources',
    state: 'warning',
    summary: 'no option, environment variable or profile has a setting',
    cause: 'requests need an app and its key',
    fix: 'trtc-call profile add, or set TRTC_SDK_APP_ID, TRTC_SDK_SECRET_KEY and TRTC_SITE',
  }
}

/** What each secret looks like. Some SecretKeys are not hexadecimal. */
const secretKinds = {
  sdkSecretKey: { article: 'an app’s key', matches: (text: string) => /^[0-9a-f]{64}$/i.test(text) },
  secretId: {
    article: 'a cloud account’s SecretId',
    matches: (text: string) => /^[AI]KID[A-Za-z0-9]{12,64}$/.test(text),
  },
  secretKey: {
    article: 'a cloud account’s SecretKey',
    matches: (text: string) => /^[A-Za-z0-9]{32}$/.test(text) && /[g-z]/i.test(text),
  },
} as const

type SecretKind = keyof typeof secretKinds
const kinds = Object.keys(secretKinds) as SecretKind[]

/** Checks by their form that the three secrets are not confused. Reports their sources, and no secret. */
export function checkSecrets({ secrets, sources }: FoundSettings, links: ConsoleLinks): Finding[] {
  const check = 'secrets'
  const labelOf = (kind: SecretKind): string => {
    return `${settingNames[kind]}${sources[kind] === undefined ? '' : ` from ${sources[kind]}`}`
  }
  const findings: Finding[] = []
  const fail = (
    kind: SecretKind,
    problem: string,
    cause = 'the vendor calls two of the three secrets SecretKey',
  ): void => {
    const isAppKey = kind === 'sdkSecretKey'
    const fix = isAppKey
      ? 'give only the value that the app’s page shows as SDKSecretKey'
      : 'give only the SecretId and SecretKey of one pair of the cloud account’s API keys'
    const link = isAppKey ? links.apps : links.cloudKeys
    findings.push({ check, state: 'failed', summary: `${labelOf(kind)} ${problem}`, cause, fix, link })
  }
  const given = kinds.flatMap((kind) => (secrets[kind] === undefined ? [] : [{ kind, text: secrets[kind] }]))
  for (const [index, { kind, text }] of given.entries()) {
    const other = kinds.find((candidate) => candidate !== kind && secretKinds[candidate].matches(text))
    if (other !== undefined) fail(kind, `looks like ${secretKinds[other].article}`)
    const same = given.slice(0, index).find((earlier) => earlier.text === text)
    if (same !== undefined) fail(kind, `is the same as ${labelOf(same.kind)}`)
    if (/\s|^['"]|['"]$/.test(text)) fail(kind, 'contains white space or quotes', 'no key contains any')
  }
  const { sdkSecretKey, secretKey = '' } = secrets
  const { matches } = secretKinds.sdkSecretKey
  if (matches(secretKey) && sdkSecretKey !== undefined && !matches(sdkSecretKey)) {
    fail('sdkSecretKey', 'does not look like an app’s key, but SecretKey does: the two may be swapped')
  }
  return findings.length > 0 ? findings : [{ check, state: 'ok', summary: 'no secret looks like another one' }]
}
