import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import {
  type Credentials,
  CredentialsNotFoundError,
  type CredentialsProvider,
  type CredentialsRequest,
  InputError,
} from '@trtc-call/core'
import type { EnvOptions } from './from-env.ts'
import { readCliFile, readSdkFile } from './vendor-files.ts'

/** Which of the vendor's files are read. */
export interface FileOptions extends EnvOptions {
  /** The section of the SDK's file, the name of the CLI's. Default `default`; for the CLI's, what `TCCLI_PROFILE` says. */
  readonly profile?: string | undefined
  /** Default the user's home folder. */
  readonly home?: string | undefined
  /** Where the machine's own file is looked for, in `tencentcloud/credentials`. Default `/etc`. */
  readonly etc?: string | undefined
  /** Told the path of the file that had them, each time. */
  readonly onFound?: ((path: string) => void) | undefined
}

/**
 * Credentials from the files that the vendor's tools keep: the one that `TENCENTCLOUD_CREDENTIALS_FILE` names, and no
 * other, if it is set; else the SDK's `~/.tencentcloud/credentials`, the CLI's `~/.tccli/<profile>.credential`, the SDK's
 * `/etc/tencentcloud/credentials`. They are read at every request: put it into `cached`.
 *
 * @throws InputError now for a bad profile. When asked, CredentialsNotFoundError that names every file, and Error for one that
 * is there and cannot be used.
 * @example
 * const credentials = cached(credentialsFromFiles({ profile: 'staging' }))
 * const trtc = new TrtcClient({ sdkAppId: 1400000000, edition: 'china', credentials })
 * @see {@link https://github.com/TencentCloud/tencentcloud-sdk-nodejs#credential-management}
 * @see {@link https://github.com/TencentCloud/tencentcloud-cli}
 */
export function credentialsFromFiles(options: FileOptions = {}): CredentialsProvider {
  const { profile } = options
  if (profile !== undefined && !/^[\w][\w.@-]*$/.test(profile)) {
    throw new InputError('profile', 'format', 'must be letters, digits and any of "._@-"')
  }
  return (request) => firstFile(placesOf(options), options.onFound, request)
}

/** The credentials in a file's text; undefined where it has none for the profile. */
export type ReadCredentials = (path: string, text: string, profile: string, now: number) => Credentials | undefined

interface Place {
  readonly path: string
  readonly profile: string
  readonly read: ReadCredentials
}

function placesOf({ profile, env = process.env, home = homedir(), etc = '/etc' }: FileOptions): readonly Place[] {
  const named = env.TENCENTCLOUD_CREDENTIALS_FILE || undefined
  const sdk = { profile: profile ?? 'default', read: readSdkFile }
  if (named !== undefined) return [{ path: named, ...sdk }]
  const cliProfile = profile ?? (env.TCCLI_PROFILE || 'default')
  return [
    { path: join(home, '.tencentcloud', 'credentials'), ...sdk },
    { path: join(home, '.tccli', `${cliProfile}.credential`), profile: cliProfile, read: readCliFile },
    { path: join(etc, 'tencentcloud', 'credentials'), ...sdk },
  ]
}

async function firstFile(
  places: readonly Place[],
  onFound: FileOptions['onFound'],
  { now }: CredentialsRequest,
): Promise<Credentials> {
  const sources: string[] = []
  for (const { path, profile, read } of places) {
    const text = await textOf(path)
    const found = text === undefined ? undefined : read(path, text, profile, now)
    if (found !== undefined) {
      onFound?.(path)
      return found
    }
    sources.push(text === undefined ? `${path} is not there` : `${path} has no credentials for profile ${profile}`)
  }
  throw new CredentialsNotFoundError(sources)
}

/** UTF-8, as the vendor's tools read it. */
async function textOf(path: string): Promise<string | undefined> {
  const bytes = await bytesOf(path)
  if (bytes === undefined || !isUtf16(bytes)) return bytes?.toString('utf8')
  throw new Error(
    `${path} is in UTF-16, and must be in UTF-8: save it again, in Windows PowerShell 5 with Out-File -Encoding utf8`,
  )
}

async function bytesOf(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new Error(`${path} cannot be read (${code ?? 'unknown'})`)
  }
}

/** By its mark, or because the text begins with ASCII, whose other byte is zero. */
function isUtf16([first, second]: Buffer): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0 || second === 0
}
