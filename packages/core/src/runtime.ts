import { type AppKey, userSigFromKey } from './credentials/user-sig-from-key.ts'
import type { UserSigProvider } from './credentials/user-sig-provider.ts'
import type { DescribeCode } from './error-description.ts'
import type { Observe } from './observe.ts'
import { type Hashing, webHashing } from './signing/hashing.ts'
import type { Transport } from './transport.ts'

/** What an adapter package brings; the import name chooses it, no code asks where it runs. */
export interface Runtime {
  readonly fetch: Transport
  readonly hashing: Hashing
  /** How UserSigs are made when a key is given. */
  readonly userSigFromKey: (key: AppKey) => UserSigProvider
  /** Hints and pages for the vendor's codes; without it errors have one sentence for all codes of a kind, and no link. */
  readonly describeCode?: DescribeCode | undefined
  /** Whether requests may wait for a promise or a timer that another one made. Not so on Workers. */
  readonly singleFlight?: boolean | undefined
  /** Asked at the begin of every operation for somebody to tell, beside the client's own observers. */
  readonly observe?: (() => Observe | undefined) | undefined
}

/** Web standards alone: the global `fetch`, looked up when it is used, and hashing in plain JavaScript. */
export const webRuntime: Runtime = {
  fetch: (url, init) => fetch(url, init),
  hashing: webHashing,
  userSigFromKey: (key) => userSigFromKey(key),
}
