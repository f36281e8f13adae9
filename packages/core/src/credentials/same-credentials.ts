import type { Credentials } from './credentials-provider.ts'

/** Whether both sign alike, whenever they end. */
export function areSame(one: Credentials, other: Credentials | undefined): boolean {
  return one.secretId === other?.secretId && one.secretKey === other.secretKey && one.token === other.token
}
