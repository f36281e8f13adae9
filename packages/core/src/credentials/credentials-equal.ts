import type { Credentials } from './credentials-provider.ts'

/** Whether both sign alike; when they expire does not matter. */
export function credentialsEqual(one: Credentials, other: Credentials | undefined): boolean {
  return one.secretId === other?.secretId && one.secretKey === other.secretKey && one.token === other.token
}
