import type { Console } from './consoles.ts'
import type { Finding } from './finding.ts'

/** What is to be told apart; none of it is ever shown. */
export interface Secrets {
  readonly sdkSecretKey?: string | undefined
  readonly secretId?: string | undefined
  readonly secretKey?: string | undefined
}

const check = 'secrets'

/**
 * Whether the three secrets stand where they belong, by what they look like: an app's key has 64 hexadecimal digits, a
 * SecretId begins with AKID or IKID, its SecretKey has 32 letters and digits.
 */
export function checkSecrets({ sdkSecretKey, secretId, secretKey }: Secrets, { apps, cloudKeys }: Console): Finding[] {
  const findings: Finding[] = []
  const bad = (what: string, mend: string, where: string): void =>
    void findings.push({ check, state: 'bad', what, why: threeSecrets, mend, where })
  if (sdkSecretKey !== undefined && looksLikeSecretId(sdkSecretKey)) {
    bad('TRTC_SDK_SECRET_KEY looks like a cloud account’s SecretId', mendKey, apps)
  } else if (sdkSecretKey !== undefined && looksLikeSecretKey(sdkSecretKey)) {
    bad('TRTC_SDK_SECRET_KEY looks like a cloud account’s SecretKey', mendKey, apps)
  }
  if (secretId !== undefined && looksLikeAppKey(secretId)) {
    bad('TENCENTCLOUD_SECRET_ID looks like an app’s key', mendPair, cloudKeys)
  } else if (secretId !== undefined && looksLikeSecretKey(secretId)) {
    bad('TENCENTCLOUD_SECRET_ID looks like a SecretKey', mendPair, cloudKeys)
  }
  if (secretKey !== undefined && looksLikeAppKey(secretKey)) {
    bad('TENCENTCLOUD_SECRET_KEY looks like an app’s key', mendPair, cloudKeys)
  } else if (secretKey !== undefined && looksLikeSecretId(secretKey)) {
    bad('TENCENTCLOUD_SECRET_KEY looks like a SecretId', mendPair, cloudKeys)
  }
  if (sdkSecretKey !== undefined && sdkSecretKey === secretKey && findings.length === 0) {
    bad('TRTC_SDK_SECRET_KEY and TENCENTCLOUD_SECRET_KEY are the same', mendKey, apps)
  }
  findings.push(
    ...withBlanks(
      { sdkSecretKey, secretId, secretKey },
      { sdkSecretKey: apps, secretId: cloudKeys, secretKey: cloudKeys },
    ),
  )
  return findings.length > 0 ? findings : [{ check, state: 'ok', what: 'no secret looks like another one' }]
}

const threeSecrets = 'the vendor calls two of the three secrets SecretKey'
const mendKey = 'set TRTC_SDK_SECRET_KEY to what the app’s page shows as SDKSecretKey'
const mendPair = 'set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY to one pair of the cloud account’s API keys'

const looksLikeAppKey = (text: string): boolean => /^[0-9a-f]{64}$/i.test(text)
const looksLikeSecretId = (text: string): boolean => /^[AI]KID[A-Za-z0-9]{12,64}$/.test(text)
/** 32 letters and digits, of which some are not hexadecimal. */
const looksLikeSecretKey = (text: string): boolean => /^[A-Za-z0-9]{32}$/.test(text) && /[g-z]/i.test(text)

const variables = {
  sdkSecretKey: 'TRTC_SDK_SECRET_KEY',
  secretId: 'TENCENTCLOUD_SECRET_ID',
  secretKey: 'TENCENTCLOUD_SECRET_KEY',
} as const

function withBlanks(secrets: Secrets, pages: Readonly<Record<keyof Secrets, string>>): Finding[] {
  return Object.entries(variables).flatMap(([name, variable]): Finding[] => {
    const secret = secrets[name as keyof Secrets]
    const where = pages[name as keyof Secrets]
    if (secret === undefined || !/\s|^['"]|['"]$/.test(secret)) return []
    const what = `${variable} has white space or quotes in it`
    return [
      { check, state: 'bad', what, why: 'no key has any', mend: 'copy it again, without what is around it', where },
    ]
  })
}
