import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A home folder with these files in it, and as good an `/etc`; both go with the test. */
export async function makeHome(files: Readonly<Record<string, string | Uint8Array>>) {
  const root = await mkdtemp(join(tmpdir(), 'trtc-call-home-'))
  onTestFinished(() => rm(root, { recursive: true }))
  for (const [path, text] of Object.entries(files)) {
    const full = join(root, path)
    await mkdir(dirname(full), { recursive: true })
    await writeFile(full, text)
  }
  return { root, home: join(root, 'home'), etc: join(root, 'etc') }
}

export const sdkFile = 'home/.tencentcloud/credentials'
export const cliFile = 'home/.tccli/default.credential'
export const etcFile = 'etc/tencentcloud/credentials'
