import { checkCredentials } from '@trtc-call/core'
import type { ReadCredentials } from './from-files.ts'
import { readIni } from './read-ini.ts'

/** The SDK's file: INI, a section per profile with `secret_id`, `secret_key` and perhaps `token`. */
export const readSdkFile: ReadCredentials = (path, text, profile) => {
  const section = parsed(path, () => readIni(text)).get(profile)
  const secretId = section?.get('secret_id') || undefined
  const secretKey = section?.get('secret_key') || undefined
  if (secretId === undefined && secretKey === undefined) return undefined
  const token = section?.get('token') || undefined
  return checkCredentials(`${path}, profile ${profile}`, { secretId, secretKey, token })
}

/** The CLI's file: JSON with `secretId`, `secretKey` and perhaps `token`; after a sign-in with `expiresAt` in seconds. */
export const readCliFile: ReadCredentials = (path, text, profile, now) => {
  const content = parsed(path, () => JSON.parse(text.replace(/^\uFEFF/, '')) as unknown)
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

function parsed<Content>(path: string, parse: () => Content): Content {
  try {
    return parse()
  } catch (error) {
    // What JSON.parse says repeats the text around the fault, which may be a key.
    const why = error instanceof SyntaxError && /^line \d+ is/.test(error.message) ? error.message : 'it is no JSON'
    throw new Error(`${path} cannot be understood: ${why}`)
  }
}
