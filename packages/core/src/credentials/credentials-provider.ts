/** What signs requests to the cloud interface: a key pair of the cloud account, or a temporary one with its token. */
export interface Credentials {
  readonly secretId: string
  readonly secretKey: string
  readonly token?: string | undefined
}

/** Gives the credentials for a request. It is asked for every attempt, so one that fetches should cache. */
export type CredentialsProvider = () => Credentials | Promise<Credentials>
