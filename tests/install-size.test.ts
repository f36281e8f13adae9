import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Consumer, createConsumer } from './consumer.ts'

const mostPackages = 8
const mostBytes = 3_100_000

let consumer: Consumer

beforeAll(async () => {
  consumer = await createConsumer({ tarballs: inject('tarballs'), packages: ['@trtc-call/node'] })
})

afterAll(() => consumer?.remove())

/** Every file of the installed packages, by relative path. */
async function installedFiles(): Promise<{ readonly path: string; readonly bytes: number }[]> {
  const folder = join(consumer.folder, 'node_modules')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Promise.all(
    files.map(async (file) => ({ path: file.slice(folder.length + 1), bytes: (await stat(file)).size })),
  )
}

/** The packages, including nested ones: the folder after every `node_modules`, with its scope. */
function packageOf(path: string): string {
  return /^(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(path.replaceAll('\\', '/'))?.[0] ?? path
}

test(`@trtc-call/node installs at most ${mostPackages} packages of ${mostBytes / 1e6} MB in total`, async () => {
  const files = (await installedFiles()).filter(({ path }) => !path.startsWith('.'))
  const packages = new Map<string, number>()
  for (const { path, bytes } of files) packages.set(packageOf(path), (packages.get(packageOf(path)) ?? 0) + bytes)
  // Prints everything, so that a failure shows what has grown.
  const sizes = Object.fromEntries([...packages].sort(([, one], [, other]) => other - one))
  expect(packages.has('@trtc-call/node')).toBe(true)
  expect(packages.size, JSON.stringify(sizes, undefined, 2)).toBeLessThanOrEqual(mostPackages)
  const total = [...packages.values()].reduce((sum, bytes) => sum + bytes, 0)
  expect(total, JSON.stringify(sizes, undefined, 2)).toBeLessThanOrEqual(mostBytes)
})
