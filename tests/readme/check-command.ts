import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isInSources, manifestAt, publishedManifests } from './declared.ts'
import { root } from './markdown.ts'
import type { Command } from './shell.ts'

/**
 * Holds a command that is not run against what is declared: scripts, packages, files and variables that are not there are
 * found. Those of `trtc-call` are run instead.
 *
 * @throws Error that says what is not there, and for a program that nothing is known about.
 */
export async function checkCommand({ block, line, words }: Command): Promise<void> {
  const [program = '', ...rest] = words
  const check = checks[program]
  if (check === undefined) throw new Error(`${line}: nothing is known about '${program}'`)
  const missing = await check({ block, line, words: rest })
  if (missing !== undefined) throw new Error(`${line}: ${missing}`)
}

/** What is not there; undefined when all is well. */
type Check = (command: Command) => Promise<string | undefined>

const checks: Readonly<Record<string, Check>> = {
  npx: checkNpx,
  npm: (command) => (command.words[0] === 'install' ? checkInstall(command) : checkNpmScript(command)),
  bun: (command) => (command.words[0] === 'install' ? checkInstall(command) : checkScript(command)),
  deno: (command) => (command.words[0] === 'install' ? checkInstall(command) : checkScript(command)),
  node: checkScript,
  curl: checkRoute,
  export: checkVariables,
}

async function checkNpx({ block, words }: Command): Promise<string | undefined> {
  const [tool = '', script = ''] = words.filter((word) => word !== '--yes')
  const here = await manifestAt('.')
  if (tool.startsWith('pnpm@')) {
    if (tool !== here.packageManager) return `pnpm is ${here.packageManager}`
    return here.scripts?.[script] === undefined ? `there is no script '${script}'` : undefined
  }
  const own = await manifestAt(dirname(block.page.path))
  const tools = { ...own.dependencies, ...own.devDependencies, ...here.devDependencies }
  return Object.keys(tools).some((name) => name.split('/').includes(tool)) ? undefined : `'${tool}' is not installed`
}

async function checkInstall({ block, words }: Command): Promise<string | undefined> {
  const [, ...packages] = words.filter((word) => !word.startsWith('-'))
  if (packages.length === 0) {
    const { name } = await manifestAt(dirname(block.page.path))
    return name === undefined ? 'there is no package.json' : undefined
  }
  const published = await publishedManifests()
  const ranges: Readonly<Record<string, string>> = Object.assign({}, ...published.map((one) => one.peerDependencies))
  return packages.find((wanted) => {
    const [, name = '', version = ''] = /^(@?[^@]+)(?:@(.+))?$/.exec(wanted) ?? []
    return !published.some((one) => one.name === name) && !ranges[name]?.startsWith(`^${version}`)
  })
}

async function checkNpmScript({ block, words }: Command): Promise<string | undefined> {
  const script = words.find((word) => word !== 'run') ?? ''
  const { scripts } = await manifestAt(dirname(block.page.path))
  return scripts?.[script] === undefined ? `there is no script '${script}'` : undefined
}

async function checkScript({ block, words }: Command): Promise<string | undefined> {
  const file = words.find((word) => /\.[jt]s$/.test(word)) ?? ''
  const candidates = [join(root, dirname(block.page.path), file), join(root, file)]
  const found = await Promise.all(
    candidates.map((path) =>
      stat(path).then(
        (it) => it.isFile(),
        () => false,
      ),
    ),
  )
  return found.includes(true) ? undefined : `there is no '${file}'`
}

async function checkRoute({ block, words }: Command): Promise<string | undefined> {
  const [, path, begin = ''] =
    words.map((word) => /^localhost:\d+((\/[^/?]+)[^?]*)/.exec(word)).find((match) => match !== null) ?? []
  if (path === undefined) return 'only this machine may be asked'
  // A route may have parameters in it.
  const answered = (await isInSources(block.page, path)) || (await isInSources(block.page, begin))
  return answered ? undefined : `nothing answers ${path}`
}

async function checkVariables({ block, words }: Command): Promise<string | undefined> {
  const names = words.map((word) => word.split('=')[0] ?? '')
  const cli = { path: 'packages/cli/README.md', text: '' }
  const known = names.map(async (name) => (await isInSources(block.page, name)) || (await isInSources(cli, name)))
  const missing = names[(await Promise.all(known)).indexOf(false)]
  return missing === undefined ? undefined : `nothing reads ${missing}`
}
