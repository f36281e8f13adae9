import { readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { runCommand } from './run-command.ts'

/** A library in a CycloneDX document. Its components are bundled into its files. */
interface Component {
  readonly type: 'library'
  readonly 'bom-ref': string
  readonly group?: string
  readonly name: string
  readonly version: string
  readonly purl: string
  readonly licenses: readonly { readonly license: { readonly id: string } }[]
  components?: readonly Component[]
}

interface Bill {
  readonly metadata: { readonly component: Component }
  readonly components: readonly Component[]
}

/**
 * Writes a CycloneDX bill for each package: its installed dependencies, from the package manager, and its bundled libraries,
 * from the source maps of the build.
 *
 * @param cwd A work tree whose packages are installed and built.
 */
export async function writeBills(cwd: string, folder: string): Promise<void> {
  const out = ['--split', '--out', join(folder, '%s-%v.cdx.json')]
  const format = ['--sbom-format', 'cyclonedx', '--sbom-spec-version', '1.6', '--prod']
  await runCommand('pnpm', ['--filter', './packages/*', 'sbom', ...format, ...out], { cwd })
  const bundled = new Map<string, readonly Component[]>()
  for (const name of await readdir(join(cwd, 'packages'))) {
    const manifest = JSON.parse(await readFile(join(cwd, 'packages', name, 'package.json'), 'utf8'))
    bundled.set(manifest.name, await bundledComponents(join(cwd, 'packages', name, 'dist'), manifest.name))
  }
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.cdx.json'))) {
    const bill = JSON.parse(await readFile(join(folder, file), 'utf8')) as Bill
    for (const component of [bill.metadata.component, ...bill.components]) addWhatIsWithin(component, bundled)
    await writeFile(join(folder, file), `${JSON.stringify(bill, undefined, 2)}\n`)
  }
}

/** Lists the libraries bundled into a built package, by its source maps, in the order of their names. */
export async function bundledComponents(dist: string, owner: string): Promise<readonly Component[]> {
  const folders = new Set<string>()
  const files = await readdir(dist, { recursive: true })
  for (const file of files.filter((name) => name.endsWith('.map'))) {
    const { sources } = JSON.parse(await readFile(join(dist, file), 'utf8')) as { sources: readonly string[] }
    for (const source of sources) {
      const [, found] = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(source) ?? []
      if (found !== undefined) folders.add(resolve(dirname(join(dist, file)), found))
    }
  }
  const components = await Promise.all([...folders].map((folder) => describe(folder, owner)))
  return components.sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

async function describe(folder: string, owner: string): Promise<Component> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  return {
    type: 'library',
    'bom-ref': `${owner}#${purl}`,
    name,
    version,
    purl,
    licenses: [{ license: { id: license } }],
  }
}

function addWhatIsWithin(component: Component, bundled: ReadonlyMap<string, readonly Component[]>): void {
  const name = component.group === undefined ? component.name : `${component.group}/${component.name}`
  const within = bundled.get(name) ?? []
  if (within.length > 0) component.components = within
}
