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

/** Options of {@link credentialsFromFiles}. */
export interface FileOptions extends EnvOptions {
  /** The section of the SDK's file and the name of the CLI's file. Default `default`; for the CLI's, `TCCLI_PROFILE`. */
  readonly profile?: string | undefined
  /** Default the user's home folder. */
  readonly home?: string | undefined
  /** The folder of the machine's file `tencentcloud/credentials`. Default `/etc`. */
  readonly etc?: string | undefined
  /** Called with the path of the file that contains the credentials, each time. */
  readonly onFound?: ((path: string) => void) | undefined
}

/**
 * Reads credentials from the files of the vendor's tools: only `TENCENTCLOUD_CREDENTIALS_FILE` if it is set; otherwise the
 * SDK's `~/.tencentcloud/credentials`, the CLI's `~/.tccli/<profile>.credential`, and the SDK's
 * `/etc/tencentcloud/credentials`. Every call reads them: wrap it in `cached`.
 *
 * @throws InputError for an invalid profile. The provider throws a CredentialsNotFoundError that lists all files, and an Error
 * for a file that is broken.
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
  return (request) => firstFile(filesOf(options), options.onFound, request)
}

/** Reads the credentials in a file's text; undefined if it has none for the profile. */
export type ReadCredentials = (path: string, text: string, profile: string, now: number) => Credentials | undefined

interface CredentialsFile {
  readonly path: string
  readonly profile: string
  readonly read: ReadCredentials
}

function filesOf({
  profile,
  env = process.env,
  home = homedir(),
  etc = '/etc',
}: FileOptions): readonly CredentialsFile[] {
  const onlyFile = env.TENCENTCLOUD_CREDENTIALS_FILE || undefined
  const sdk = { profile: profile ?? 'default', read: readSdkFile }
  if (onlyFile !== undefined) return [{ path: onlyFile, ...sdk }]
  const cliProfile = profile ?? (env.TCCLI_PROFILE || 'default')
  return [
    { path: join(home, '.tencentcloud', 'credentials'), ...sdk },
    { path: join(home, '.tccli', `${cliProfile}.credential`), profile: cliProfile, read: readCliFile },
    { path: join(etc, 'tencentcloud', 'credentials'), ...sdk },
  ]
}

async function firstFile(
  files: readonly CredentialsFile[],
  onFound: FileOptions['onFound'],
  { now }: CredentialsRequest,
): Promise<Credentials> {
  const sources: string[] = []
  for (const { path, profile, read } of files) {
    const text = await textOf(path)
    const found = text === undefined ? undefined : read(path, text, profile, now)
    if (found !== undefined) {
      onFound?.(path)
      return found
    }
    sources.push(text === undefined ? `${path} does not exist` : `${path} has no credentials for profile ${profile}`)
  }
  throw new CredentialsNotFoundError(sources)
}

/** Reads a file as UTF-8, as the vendor's tools do. */
async function textOf(path: string): Promise<string | undefined> {
  const bytes = await bytesOf(path)
  if (bytes === undefined || !isUtf16(bytes)) return bytes?.toString('utf8')
  throw new Error(
    `${path} is in UTF-16 but must be in UTF-8: save it again (in Windows PowerShell 5 with Out-File -Encoding utf8)`,
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

/** By the byte order mark, or by a zero byte: the text starts with ASCII. */
function isUtf16([first, second]: Buffer): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first === 0 || second === 0
}
