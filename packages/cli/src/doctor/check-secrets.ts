import type { Console } from './consoles.ts'
import type { FoundSecrets } from './find-secrets.ts'
import type { Finding } from './finding.ts'

const check = 'secrets'

/** What each is called on the vendor's pages, and which of the others it could be taken for. */
const kinds = {
  sdkSecretKey: { called: 'SDKSecretKey', not: ['secretId', 'secretKey'] },
  secretId: { called: 'SecretId', not: ['sdkSecretKey', 'secretKey'] },
  secretKey: { called: 'SecretKey', not: ['sdkSecretKey', 'secretId'] },
} as const

type Kind = keyof typeof kinds

/** An app's key has 64 hexadecimal digits, a SecretId begins with AKID or IKID, its SecretKey has 32 letters and digits. */
const looks: Readonly<Record<Kind, (text: string) => boolean>> = {
  sdkSecretKey: (text) => /^[0-9a-f]{64}$/i.test(text),
  secretId: (text) => /^[AI]KID[A-Za-z0-9]{12,64}$/.test(text),
  // Some of them are not hexadecimal.
  secretKey: (text) => /^[A-Za-z0-9]{32}$/.test(text) && /[g-z]/i.test(text),
}

const others: Readonly<Record<Kind, string>> = {
  sdkSecretKey: 'an app’s key',
  secretId: 'a cloud account’s SecretId',
  secretKey: 'a cloud account’s SecretKey',
}

/** Whether the three secrets stand where they belong, by what they look like. None of them is shown, and where each is from is. */
export function checkSecrets({ secrets, sources }: FoundSecrets, { apps, cloudKeys }: Console): Finding[] {
  const findings: Finding[] = []
  const fromOf = (name: Kind): string => (sources[name] === undefined ? '' : ` from ${sources[name]}`)
  const bad = (name: Kind, what: string, why: string): void => {
    const [mend, where] = name === 'sdkSecretKey' ? [mendKey, apps] : [mendPair, cloudKeys]
    findings.push({ check, state: 'bad', what: `${kinds[name].called}${fromOf(name)} ${what}`, why, mend, where })
  }
  const given = (Object.keys(kinds) as Kind[]).flatMap((name) => {
    const text = secrets[name]
    return text === undefined ? [] : [{ name, text }]
  })
  for (const { name, text } of given) {
    const other = kinds[name].not.find((kind) => looks[kind](text))
    if (other !== undefined) bad(name, `looks like ${others[other]}`, threeSecrets)
  }
  for (const [index, { name, text }] of given.entries()) {
    const same = given.slice(0, index).find((other) => other.text === text)
    if (same !== undefined) bad(name, `is the same as ${kinds[same.name].called}${fromOf(same.name)}`, threeSecrets)
  }
  const { sdkSecretKey = '', secretKey = '' } = secrets
  if (looks.sdkSecretKey(secretKey) && sdkSecretKey !== '' && !looks.sdkSecretKey(sdkSecretKey)) {
    bad('sdkSecretKey', 'does not look like an app’s key, and SecretKey does: the two may be swapped', threeSecrets)
  }
  for (const { name, text } of given) {
    if (/\s|^['"]|['"]$/.test(text)) bad(name, 'has white space or quotes in it', 'no key has any')
  }
  return findings.length > 0 ? findings : [{ check, state: 'ok', what: 'no secret looks like another one' }]
}

const threeSecrets = 'the vendor calls two of the three secrets SecretKey'
const mendKey = 'give what the app’s page shows as SDKSecretKey, and nothing around it'
const mendPair = 'give SecretId and SecretKey of one pair of the cloud account’s API keys, and nothing around them'
