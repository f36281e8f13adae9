/**
 * Fails when a page, comment or name uses a phrase of `banned.ts`. Part of `pnpm lint`.
 */
import { glob, readFile } from 'node:fs/promises'
import { findBanned } from './find-banned.ts'

const checked = [
  '*.md',
  '.changeset/*.md',
  '.github/**/*.{md,yml}',
  '{bench,docs,examples,packages,scripts,tests}/**/*.{md,mjs,ts,tsx,css,html,yaml,yml}',
]
/** Generated from what is checked, quoted from the vendor, or this check's own list and sample. */
const exempt =
  /(^|\/)(node_modules|dist|etc|generated|\.(next|runtimes|wrangler|reports))\/|CHANGELOG\.md$|^scripts\/prose\/banned\.ts$|^tests\/prose\.test\.ts$/

let found = 0
for await (const file of glob(checked, { exclude: (path) => exempt.test(`${path}/`.replaceAll('\\', '/')) })) {
  const path = file.replaceAll('\\', '/')
  if (exempt.test(path)) continue
  for (const { line, words, instead } of findBanned(await readFile(path, 'utf8'))) {
    console.error(`${path}:${line}: "${words}": write ${instead}`)
    found += 1
  }
}
if (found > 0) process.exitCode = 1
