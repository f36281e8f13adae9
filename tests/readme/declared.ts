import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Page, root } from './markdown.ts'

interface Manifest {
  readonly name?: string
  readonly packageManager?: string
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

/** The package.json of a folder of the repository; empty if there is none. */
export async function manifestAt(folder: string): Promise<Manifest> {
  const text = await readFile(join(root, folder, 'package.json'), 'utf8').catch(() => '{}')
  return JSON.parse(text)
}

/** The manifests of the published packages. */
export async function publishedManifests(): Promise<readonly Manifest[]> {
  const folders: string[] = []
  for await (const path of glob('packages/*/package.json', { cwd: root })) folders.push(dirname(path))
  return Promise.all(folders.map(manifestAt))
}

/** Whether the text occurs in a source, or its path, of the page's package or example, or else of any package. */
export async function isInSources(page: Page, text: string): Promise<boolean> {
  const folder = dirname(page.path)
  const cwd = join(root, folder.includes('/') ? folder : 'packages')
  const sources = glob('**/*.{ts,json,jsonc}', { cwd, exclude: (path) => /node_modules|dist|test/.test(path) })
  for await (const path of sources) {
    if (path.includes(text.slice(1)) || (await readFile(join(cwd, path), 'utf8')).includes(text)) return true
  }
  return false
}
