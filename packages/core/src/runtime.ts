import { type AppKey, userSigFromKey } from './credentials/user-sig-from-key.ts'
import type { UserSigProvider } from './credentials/user-sig-provider.ts'
import type { DescribeCode } from './describe-kind.ts'
import type { Observer } from './observe/observe.ts'
import type { Transport } from './request/transport.ts'
import { type Hashing, webHashing } from './signing/hashing.ts'

/** The platform of a client package. The import name selects it; nothing detects the platform at run time. */
export interface Runtime {
  readonly fetch: Transport
  readonly hashing: Hashing
  /** Creates a provider that signs UserSigs with the app's key. */
  readonly userSigFromKey: (key: AppKey) => UserSigProvider
  /** Hints and pages for the vendor's codes. Without it, errors have one hint for all codes of a kind, and no link. */
  readonly describeCode?: DescribeCode | undefined
  /** Whether a request may wait for a promise or a timer of another request. Not possible on Workers. */
  readonly singleFlight?: boolean | undefined
  /** Returns an observer for the next operation, in addition to the client's own observers. */
  readonly observe?: (() => Observer | undefined) | undefined
}

/** Web standards only: the global `fetch`, looked up when it is used, and hashing in plain JavaScript. */
export const webRuntime: Runtime = {
  fetch: (url, init) => fetch(url, init),
  hashing: webHashing,
  userSigFromKey: (key) => userSigFromKey(key),
}
