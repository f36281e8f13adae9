import { callSites } from '@trtc-call/spec'
import { type Asking, ask } from '../ask/ask.ts'
import { requestOptions } from '../client/access-options.ts'
import type { Profile } from './profile.ts'

const { min, max } = requestOptions.sdkAppId

/**
 * Asks somebody at the terminal what a profile needs: the app, its site, its key, and the cloud account's keys where streams are to be
 * played. A secret that is left empty is not kept.
 *
 * @throws StoppedAsking as `ask` does.
 */
export function askProfile(asking: Asking): Promise<Profile> {
  return ask(asking, 'nothing was written', async ({ text, choose, secret, confirm }) => {
    const sdkAppId = Number(await text('SDKAppID, as the console shows it', checkAppId))
    const site = await choose('The app’s site, as the console shows it', Object.keys(callSites))
    const sdkSecretKey = await secret('The app’s key (empty: none is kept)')
    const app = { sdkAppId, site, ...(sdkSecretKey === '' ? {} : { sdkSecretKey }) }
    if (!(await confirm('Keep keys of the cloud account too? They are needed to play streams.'))) return app
    const secretId = await secret('SecretId of the cloud account', checkGiven)
    const secretKey = await secret('SecretKey of the cloud account', checkGiven)
    return { ...app, secretId, secretKey }
  })
}

function checkAppId(answer: string): string | undefined {
  const isRight = /^\d+$/.test(answer) && Number(answer) >= min && Number(answer) <= max
  return isRight ? undefined : `a whole number from ${min} to ${max}`
}

function checkGiven(answer: string): string | undefined {
  return answer === '' ? 'it is needed; Ctrl-C leaves' : undefined
}
