import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Syntax that a command of a package.json must not use, because the Windows shell lacks it. */
const shellIsms: Readonly<Record<string, RegExp>> = {
  'a program that Windows has not got':
    /(^|[;&|]\s*)(rm|cp|mv|mkdir|cat|touch|sed|grep|find|chmod|ln|which|test|export|bash|sh)\s/,
  'a variable before a command': /(^|[;&|]\s*)[A-Z_][A-Z0-9_]*=/,
  'a variable': /\$\w|\$\{|\$\(|`/,
  'single quotes': /'/,
  'a semicolon between commands': /;/,
  'a command in the background': /[^&]&($|[^&])/,
  'a redirection': /[<>]/,
  'a path with backslashes': /\\/,
}

async function manifests(): Promise<readonly (readonly [path: string, scripts: Readonly<Record<string, string>>])[]> {
  const folders = ['.', 'bench', 'tests', ...(await below('packages')), ...(await below('examples'))]
  const found = folders.map(async (folder) => {
    const path = join(folder, 'package.json')
    const text = await readFile(join(root, path), 'utf8').catch(() => '{}')
    return [path, JSON.parse(text).scripts ?? {}] as const
  })
  return Promise.all(found)
}

async function below(folder: string): Promise<readonly string[]> {
  return (await readdir(join(root, folder)).catch(() => [])).map((name) => join(folder, name))
}

function faults(command: string): readonly string[] {
  return Object.entries(shellIsms).flatMap(([fault, pattern]) => (pattern.test(command) ? [fault] : []))
}

test('every command of every package.json runs in any shell', async () => {
  const commands = (await manifests()).flatMap(([path, scripts]) =>
    Object.entries(scripts).map(([name, command]) => [`${path}: ${name}`, faults(command)] as const),
  )
  expect(commands.length).toBeGreaterThan(20)
  expect(commands.filter(([, found]) => found.length > 0)).toEqual([])
})

test.each([
  'rm -rf dist',
  'tsup && cp a b',
  'NODE_ENV=test vitest',
  'echo $HOME',
  "prettier 'src/**'",
  'a > b',
  'a & b',
])('%s is found', (command) => {
  expect(faults(command)).not.toEqual([])
})

test('every text file has the same line endings on every system', async () => {
  const attributes = await readFile(join(root, '.gitattributes'), 'utf8')
  expect(attributes.split('\n')[0]).toBe('* text=auto eol=lf')
})
