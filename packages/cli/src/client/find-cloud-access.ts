import type { CloudAccess, CredentialsProvider } from '@trtc-call/node'
import type { Context } from '../command.ts'
import { UsageError } from '../errors.ts'
import { InterruptedError, untilInterrupted } from '../interrupt.ts'
import type { Io } from '../io.ts'
import { cloudAccessOf, editionOf } from './access.ts'
import type { cloudOptions } from './access-options.ts'

type Asking = Pick<Context<typeof cloudOptions>, 'options' | 'io'>

/** From flags, variables and profile, else from the vendor's own credential files. @throws UsageError naming what is missing. */
export async function findCloudAccess({ options, io }: Asking): Promise<CloudAccess> {
  const { secretId, secretKey, region } = options
  if (((await secretId()) ?? (await secretKey())) !== undefined) return cloudAccessOf(options)
  const found = await credentialsInFiles(io)
  if (found === undefined) return cloudAccessOf(options)
  return { edition: editionOf(options), region, credentials: found.credentials }
}

interface InFiles {
  readonly credentials: CredentialsProvider
  /** The one that has them. */
  readonly file: string
}

/** Undefined where the vendor's tools have left none. @throws UsageError for a file that cannot be used. */
export async function credentialsInFiles(io: Pick<Io, 'env' | 'signal'>): Promise<InFiles | undefined> {
  const { env } = io
  const home = env.HOME || env.USERPROFILE
  if (!home && !env.TENCENTCLOUD_CREDENTIALS_FILE) return undefined
  const { cached, credentialsFromFiles, CredentialsNotFoundError } = await import('@trtc-call/node')
  let file = ''
  const onFound = (path: string): void => {
    file = path
  }
  // Kept, because a pipe has them once.
  const credentials = cached(credentialsFromFiles({ env, home: home ?? '/', onFound }))
  try {
    await untilInterrupted(io, Promise.resolve(credentials({ now: Date.now() })))
    return { credentials, file }
  } catch (error) {
    if (error instanceof CredentialsNotFoundError) return undefined
    if (error instanceof InterruptedError) throw error
    const why = error instanceof Error ? error.message : 'the vendor’s credential files cannot be used'
    throw new UsageError(why, 'or set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY', 'ERR_CREDENTIALS')
  }
}
