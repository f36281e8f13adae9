import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const packages = fileURLToPath(new URL('../../', import.meta.url))

/** The licences of what is inside an executable: ours, of what our packages bundle, and of the files that were read beside. */
export async function licencesOf(files: Iterable<string>): Promise<string> {
  const folders = new Set<string>()
  for (const file of files) folders.add(packageOf(file))
  const others = await Promise.all([...folders].sort().map(licenceOf))
  const ours = await Promise.all(['core', 'emulator'].map((name) => read(packages, name, 'THIRD-PARTY-LICENSES')))
  const bun =
    'bun\n\nThe runtime is Bun, under the MIT License, with parts under others: https://bun.com/docs/project/license\n'
  return [`trtc-call\n\n${await read(packages, '..', 'LICENSE')}`, ...ours, ...others, bun].join(
    `\n${'-'.repeat(80)}\n\n`,
  )
}

/** `…/node_modules/ajv/dist/core.js` is of `…/node_modules/ajv`. */
function packageOf(file: string): string {
  const [found] = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(file) ?? []
  if (found === undefined) throw new Error(`${file} is in no package`)
  return found
}

async function licenceOf(folder: string): Promise<string> {
  const { name, version, license, author, repository } = JSON.parse(await read(folder, 'package.json'))
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry))
  if (file === undefined && license === 'MIT' && author !== undefined) {
    // Packages of a larger repository may leave the file there; what they say of themselves is all there is.
    return `${name} ${version} (${license})\n\nBy ${author.name ?? author}, ${repository?.url ?? repository}\n`
  }
  if (file === undefined) throw new Error(`${name} has no file with its licence (${license})`)
  return `${name} ${version} (${license})\n\n${await read(folder, file)}`
}

function read(...path: string[]): Promise<string> {
  return readFile(join(...path), 'utf8')
}
