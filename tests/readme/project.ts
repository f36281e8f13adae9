import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Consumer, createConsumer } from '../consumer.ts'
import type { Tarballs } from '../packed.ts'
import { environmentPackages } from '../types/environments.ts'
import type { Block } from './markdown.ts'

const compilerOptions = {
  ...{ target: 'es2023', lib: ['es2023'], module: 'nodenext', types: ['node'], strict: true, noEmit: true },
  verbatimModuleSyntax: true,
}

/** Creates a project with the packages as they would be published, and the peers of some subpaths. */
export async function createProject(tarballs: Tarballs): Promise<Consumer> {
  const dependencies = { ...(await listPeers(Object.keys(tarballs))), ...environmentPackages }
  const project = await createConsumer({ tarballs, dependencies })
  for (const name of ['given.d.ts', 'vendor-is-here.mjs']) {
    await cp(new URL(name, import.meta.url), join(project.folder, name))
  }
  return project
}

/** Writes each block to a separate module, in a folder with a tsconfig.json. */
export async function writeBlocks(folder: string, blocks: readonly Block[]): Promise<void> {
  for (const block of blocks) {
    const file = join(folder, fileOf(block))
    await mkdir(dirname(file), { recursive: true })
    // Keeps line numbers, so that compilers and stack traces refer to the page.
    await writeFile(file, `${'\n'.repeat(block.line - 1)}${block.text}\nexport {}\n`)
  }
  const config = { compilerOptions, include: ['../given.d.ts', '**/*.mts'] }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
}

/** The file name of a block. */
export function fileOf({ page, line }: Block): string {
  return `${page.path}/line-${line}.mts`
}

/** Reads the manifests of this workspace, which equal those of the tarballs. */
async function listPeers(names: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const peers = names.map(async (name) => {
    const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url)
    return JSON.parse(await readFile(manifest, 'utf8')).peerDependencies ?? {}
  })
  return Object.assign({}, ...(await Promise.all(peers)))
}
