import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { licencesOf } from './licences.ts'

// Run by Bun, which brings the target's runtime from the npm registry: pnpm executables [FOLDER] [TARGET…]
declare const Bun: { build(options: object): Promise<{ readonly success: boolean; readonly logs: readonly unknown[] }> }

const all = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'windows-x64']
const here = fileURLToPath(new URL('..', import.meta.url))
const [folder = join(here, 'executables'), ...chosen] = process.argv.slice(2)

/** The sources read the video from a file beside them, which an executable does not have. */
const readWelcomeVideo = async (): Promise<string> => {
  const video = await readFile(join(here, 'assets/welcome.mp4'))
  return `export const readWelcomeVideo = async () => Buffer.from('${video.toString('base64')}', 'base64')`
}

const bundledFiles = new Set<string>()

const plugin = {
  name: 'executable',
  setup(build: {
    onLoad(
      where: { readonly filter: RegExp },
      load: (file: { readonly path: string }) => Promise<object | undefined>,
    ): void
  }) {
    build.onLoad({ filter: /[\\/]node_modules[\\/]/ }, async ({ path }) => {
      bundledFiles.add(path)
      return undefined
    })
    build.onLoad({ filter: /[\\/]read-welcome-video\.ts$/ }, async () => ({
      contents: await readWelcomeVideo(),
      loader: 'ts',
    }))
  },
}

async function build(target: string): Promise<string> {
  const name = `trtc-call-${target}${target.startsWith('windows') ? '.exe' : ''}`
  const compile = { target: `bun-${target}`, outfile: join(folder, name) }
  const { success, logs } = await Bun.build({ entrypoints: [join(here, 'src/main.ts')], compile, plugins: [plugin] })
  if (!success) throw new Error(`${target}: ${logs.join('\n')}`)
  return name
}

await mkdir(folder, { recursive: true })
const names: string[] = []
for (const target of chosen.length === 0 ? all : chosen) names.push(await build(target))
await writeFile(join(folder, 'LICENSES.txt'), await licencesOf(bundledFiles))
const lines = [...names, 'LICENSES.txt'].map((name) => `${sumOf(readFileSync(join(folder, name)))}  ${name}\n`)
await writeFile(join(folder, 'SHA256SUMS'), lines.join(''))
process.stdout.write(lines.join(''))

function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
