import { blamed, type Given } from '../blame.ts'
import { UsageError } from '../errors.ts'
import { inputInFlagWords } from '../flag-words.ts'
import { isInputError } from '../input-error.ts'
import type { Profile } from './profile.ts'

/**
 * Holds a profile against what the clients take: with one that they refuse every command would fail. Nothing is sent.
 *
 * @param origins Where its values were given.
 * @throws UsageError naming the flag or the variable.
 */
export async function assertUsable(profile: Profile, sources: Given['sources']): Promise<void> {
  const { CallClient, TrtcClient } = await import('@trtc-call/node')
  const { secretId, secretKey, sdkSecretKey, ...shared } = { ...standIns, ...profile }
  const { sdkAppId, endpoint, allowInsecureHosts, site, identifier, edition, region } = shared
  const where = { sdkAppId, endpoint, allowInsecureHosts }
  try {
    new CallClient({ ...where, site, identifier, sdkSecretKey } as ConstructorParameters<typeof CallClient>[0])
    const cloud = { ...where, edition, region, secretId, secretKey, token: profile.token }
    new TrtcClient(cloud as ConstructorParameters<typeof TrtcClient>[0])
  } catch (error) {
    if (!isInputError(error)) throw error
    const why = blamed(error.message, { values: profile, sources }) ?? inputInFlagWords(error.message)
    throw new UsageError(why, 'nothing was written')
  }
}

/** For what a profile leaves out, and commands may find elsewhere. */
const standIns: Profile = {
  sdkAppId: 1,
  site: 'china',
  identifier: 'administrator',
  edition: 'china',
  region: undefined,
  endpoint: undefined,
  allowInsecureHosts: undefined,
  sdkSecretKey: 'none',
  secretId: 'none',
  secretKey: 'none',
}
