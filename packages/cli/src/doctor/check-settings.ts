import { credentialsInFiles } from '../client/access.ts'
import type { Context } from '../command.ts'
import type { doctorOptions } from '../commands/doctor.ts'
import { UsageError } from '../errors.ts'
import { profileNames } from '../profile/profile-options.ts'
import type { Finding } from './finding.ts'

const secretNames = ['sdkSecretKey', 'secretId', 'secretKey', 'token'] as const

/** The secrets of a run, and the sources of all settings. */
export interface FoundSettings {
  readonly secrets: Readonly<Partial<Record<(typeof secretNames)[number], string>>>
  /** By the name of the option: `TRTC_SITE`, `profile staging`, the path of a credential file. */
  readonly sources: Readonly<Record<string, string>>
}

type DoctorContext = Pick<Context<typeof doctorOptions>, 'options' | 'sources' | 'io'>

/** Reads the secrets as the clients would: from options, variables and profile, then from the vendor's credential files. */
export async function findSettings({ options, sources: allSources, io }: DoctorContext): Promise<FoundSettings> {
  const secrets: FoundSettings['secrets'] = Object.fromEntries(
    // If a secretCommand fails, the check of the interface that needs the secret reports it.
    await Promise.all(secretNames.map(async (name) => [name, await options[name]().catch(() => undefined)])),
  )
  // A secretCommand may print only some of the secrets.
  const missing: readonly string[] = secretNames.filter((name) => secrets[name] === undefined)
  const sources = Object.fromEntries(Object.entries(allSources).filter(([name]) => !missing.includes(name)))
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

export function checkSources({ sources }: FoundSettings): Finding {
  const found = profileNames.filter((name) => sources[name] !== undefined)
  const summary = found.map((name) => `${name} from ${sources[name]}`).join('; ')
  if (found.length > 0) return { check: 'sources', state: 'ok', summary }
  return {
    check: 'sources',
    state: 'warning',
    summary: 'nothing is configured: no option, variable or profile',
    cause: 'requests need an app and its key',
    fix: 'trtc-call profile add, or set TRTC_SDK_APP_ID, TRTC_SDK_SECRET_KEY and TRTC_SITE',
  }
}

/** What the secrets that are easily confused look like. Some SecretKeys are not hexadecimal. */
const secretForms = {
  sdkSecretKey: { name: 'an app’s key', matches: (text: string) => /^[0-9a-f]{64}$/i.test(text) },
  secretId: { name: 'a cloud account’s SecretId', matches: (text: string) => /^[AI]KID[A-Za-z0-9]{12,64}$/.test(text) },
  secretKey: {
    name: 'a cloud account’s SecretKey',
    matches: (text: string) => /^[A-Za-z0-9]{32}$/.test(text) && /[g-z]/i.test(text),
  },
} as const

type SecretName = keyof typeof secretForms
const names = Object.keys(secretForms) as SecretName[]

/** Checks by their form that the three secrets are not confused. Shows their sources, and no secret. */
export function checkSecrets({ secrets, sources }: FoundSettings): Finding[] {
  const check = 'secrets'
  const findings: Finding[] = []
  const labelOf = (name: SecretName): string => (sources[name] === undefined ? name : `${name} from ${sources[name]}`)
  const fail = (name: SecretName, problem: string, cause = 'the vendor calls two of the three SecretKey'): void => {
    const failed = { check, state: 'failed', summary: `${labelOf(name)} ${problem}`, cause } as const
    const isAppKey = name === 'sdkSecretKey'
    const fix = isAppKey
      ? 'give only the value that the app’s page shows as SDKSecretKey'
      : 'give only the SecretId and SecretKey of one pair of the cloud account’s API keys'
    findings.push({ ...failed, fix, page: isAppKey ? 'apps' : 'cloudKeys' })
  }
  const given = names.flatMap((name) => (secrets[name] === undefined ? [] : [{ name, text: secrets[name] }]))
  if (given.length === 0) return [{ check, state: 'skipped', summary: 'not checked: no secret is set' }]
  for (const [index, { name, text }] of given.entries()) {
    const other = names.find((candidate) => candidate !== name && secretForms[candidate].matches(text))
    if (other !== undefined) fail(name, `looks like ${secretForms[other].name}`)
    const same = given.slice(0, index).find((earlier) => earlier.text === text)
    if (same !== undefined) fail(name, `is the same as ${labelOf(same.name)}`)
    if (/\s|^['"]|['"]$/.test(text)) fail(name, 'contains white space or quotes', 'no key contains any')
  }
  const { sdkSecretKey, secretKey = '' } = secrets
  const { matches } = secretForms.sdkSecretKey
  if (matches(secretKey) && sdkSecretKey !== undefined && !matches(sdkSecretKey)) {
    fail('sdkSecretKey', 'does not look like an app’s key, but secretKey does: the two may be swapped')
  }
  return findings.length > 0 ? findings : [{ check, state: 'ok', summary: 'no secret looks like another one' }]
}
