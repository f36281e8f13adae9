import type { UserSigProvider } from './credentials/user-sig-provider.ts'
import { type Hashing, webHashing } from './signing/hashing.ts'
import { createUserSigMinter } from './signing/user-sig.ts'
import type { Transport } from './transport.ts'

/** The app's key and whose it is. */
export interface AppKey {
  readonly sdkAppId: number
  readonly sdkSecretKey: string
}

/** What an adapter package brings; the import name chooses it, no code asks where it runs. */
export interface Runtime {
  readonly fetch: Transport
  readonly hashing: Hashing
  /** How UserSigs are made when a key is given. */
  readonly userSigFromKey: (key: AppKey) => UserSigProvider
}

/** UserSigs from the app's key, made by this library. */
export function userSigFromKey(key: AppKey, hashing: Hashing): UserSigProvider {
  const mint = createUserSigMinter({ ...key, hashing })
  return ({ userId, lifetimeMs, now }) => mint({ userId, lifetimeMs, now })
}

/** Web standards alone: the global `fetch`, looked up when it is used, and hashing in plain JavaScript. */
export const webRuntime: Runtime = {
  fetch: (url, init) => fetch(url, init),
  hashing: webHashing,
  userSigFromKey: (key) => userSigFromKey(key, webHashing),
}
