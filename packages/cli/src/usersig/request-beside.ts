import type { UserSigFault } from '@trtc-call/node'
import type { FoundUserSig } from './find-user-sig.ts'
import type { Identity } from './identity-beside.ts'

/** What options say of the user and the app. */
export type Meant = { readonly [Name in 'userId' | 'sdkAppId']: Identity[Name] | undefined }

/** What is wrong with the request around it: it is not the one that was meant, or names whom nobody can be. */
export function requestFaults(source: Identity, meant: Meant): UserSigFault[] {
  const faults: UserSigFault[] = []
  if (source.userId !== undefined && meant.userId !== undefined && source.userId !== meant.userId) {
    faults.push({ code: 'other-user', message: 'the request around it is for another user than --user' })
  }
  if (source.sdkAppId !== undefined && meant.sdkAppId !== undefined && source.sdkAppId !== meant.sdkAppId) {
    const message = `the request around it is for the app ${source.sdkAppId}, not for ${meant.sdkAppId}`
    faults.push({ code: 'other-app', message })
  }
  if (source.unusable?.includes('userId')) {
    const message = 'the request around it names a user that cannot be: a user ID has 1 to 32 bytes'
    faults.push({ code: 'other-user', message })
  }
  if (source.unusable?.includes('sdkAppId')) {
    const message = 'the SDKAppID of the request around it is not a number from 1 to 4294967295'
    faults.push({ code: 'other-app', message })
  }
  return faults
}

/** What to know of how it was found, before the verdict. */
export function foundLines({ outOf, line, undone = [] }: FoundUserSig, name: string): string[] {
  const where = line === undefined ? '' : ` (line ${line})`
  return [
    ...(outOf === undefined ? [] : [`${outOf} different signatures found; this is the first ${name}${where}`]),
    ...undone.map(
      (what) => `note: read without its ${what}; if your code sends it with them, the vendor answers 70003`,
    ),
  ]
}
