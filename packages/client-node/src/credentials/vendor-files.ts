import { checkCredentials } from '@trtc-call/core'
import type { ReadCredentials } from './from-files.ts'
import { readIni } from './read-ini.ts'

/** The SDK's file: INI, a section per profile with `secret_id`, `secret_key` and perhaps `token`. */
export const readSdkFile: ReadCredentials = (path, text, profile) => {
  const { sections, fault: outside } = readIni(text)
  const section = sections.get(profile)
  // A section that is not there may be the one whose header is broken.
  const fault = section === undefined ? outside : section.fault
  if (fault !== undefined) throw new Error(`${path} cannot be understood: ${fault}`)
  const secretId = section?.values.get('secret_id') || undefined
  const secretKey = section?.values.get('secret_key') || undefined
  if (secretId === undefined && secretKey === undefined) return undefined
  const token = section?.values.get('token') || undefined
  return checkCredentials(`${path}, profile ${profile}`, { secretId, secretKey, token })
}

/** The CLI's file: JSON with `secretId`, `secretKey` and perhaps `token`; after a sign-in with `expiresAt` in seconds. */
export const readCliFile: ReadCredentials = (path, text, profile, now) => {
  const content = parseJson(path, text.replace(/^\uFEFF/, ''))
  if (typeof content !== 'object' || content === null) throw new Error(`${path} holds no JSON object`)
  const { secretId, secretKey, token, expiresAt, ...rest } = content as Readonly<Record<string, unknown>>
  if (!secretId && !secretKey) return undefined
  // The CLI would not sign with these but play the role, which may do less, or belong to another account.
  if (rest['role-arn'] || rest.roleArn) {
    throw new Error(`${path}, profile ${profile}, names a role: use credentialsFromRole with these credentials`)
  }
  const pair = { secretId, secretKey, token: token || undefined }
  if (expiresAt === undefined) return checkCredentials(path, pair)
  const until = Number(expiresAt) * 1000
  if (until <= now) throw new Error(`${path} holds a sign-in that is over: run any command of tccli, which renews it`)
  return checkCredentials(path, { ...pair, expiresAt: until })
}

/** What JSON.parse says repeats the text around the fault, which may be a key. */
function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${path} cannot be understood: it is no JSON`)
  }
}
