import { checkCredentials } from '@trtc-call/core'
import type { ReadCredentials } from './from-files.ts'
import { readIni } from './read-ini.ts'

/** Reads the SDK's file: INI with a section per profile, `secret_id`, `secret_key` and optionally `token`. */
export const readSdkFile: ReadCredentials = (path, text, profile) => {
  const { sections, fault: outside } = readIni(text)
  const section = sections.get(profile)
  // If the section is missing, its header may be the broken one.
  const fault = section === undefined ? outside : section.fault
  if (fault !== undefined) throw new Error(`${path} cannot be parsed: ${fault}`)
  const secretId = section?.values.get('secret_id') || undefined
  const secretKey = section?.values.get('secret_key') || undefined
  if (secretId === undefined && secretKey === undefined) return undefined
  const token = section?.values.get('token') || undefined
  return checkCredentials(`${path}, profile ${profile}`, { secretId, secretKey, token })
}

/** Reads the CLI's file: JSON with `secretId`, `secretKey` and optionally `token`; after a sign-in, `expiresAt` in seconds. */
export const readCliFile: ReadCredentials = (path, text, profile, now) => {
  const content = parseJson(path, text.replace(/^\uFEFF/, ''))
  if (typeof content !== 'object' || content === null) throw new Error(`${path} contains no JSON object`)
  const { secretId, secretKey, token, expiresAt, ...rest } = content as Readonly<Record<string, unknown>>
  if (!secretId && !secretKey) return undefined
  // The CLI would assume the role instead, which may have fewer permissions or another account.
  if (rest['role-arn'] || rest.roleArn) {
    throw new Error(`${path}, profile ${profile}, names a role: use credentialsFromRole with these credentials`)
  }
  const pair = { secretId, secretKey, token: token || undefined }
  if (expiresAt === undefined) return checkCredentials(path, pair)
  const until = Number(expiresAt) * 1000
  if (until <= now) throw new Error(`${path} contains a sign-in that has expired: run any tccli command to renew it`)
  return checkCredentials(path, { ...pair, expiresAt: until })
}

/** The error of JSON.parse quotes the text around the mistake, which may be a key. */
function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${path} cannot be parsed: it is not JSON`)
  }
}
