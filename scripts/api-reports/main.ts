// Writes packages/*/etc/*.api.md, one for each import name. With --check, fails if one is stale.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { extractAll } from './extract.ts'
import { listPublicEntries } from './public-entries.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const packagesFolder = join(root, 'packages')
const checks = process.argv.includes('--check')

const scratch = mkdtempSync(join(tmpdir(), 'trtc-call-api-'))
try {
  const { reports, problems } = makeReports(scratch)
  if (checks) problems.push(...listStale(reports))
  else writeReports(reports)
  for (const problem of problems) console.error(problem)
  console.error(`${reports.size} API reports, ${problems.length} problems`)
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

/** The expected reports, by absolute path. */
function makeReports(scratch: string): { readonly reports: ReadonlyMap<string, string>; readonly problems: string[] } {
  const entries = listPublicEntries(packagesFolder)
  const missing = entries.filter(({ declarations }) => !existsSync(declarations))
  const problems = missing.map(({ declarations }) => `${relative(root, declarations)} is missing. Build first.`)
  const reports = new Map<string, string>()
  const built = entries.filter((entry) => !missing.includes(entry))
  for (const [entry, extracted] of extractAll(built, scratch)) {
    reports.set(join(entry.packageFolder, 'etc', entry.reportName), extracted.report)
    problems.push(...extracted.problems)
  }
  return { reports, problems }
}

function listStale(reports: ReadonlyMap<string, string>): string[] {
  const stale = [...reports].filter(([path, report]) => !existsSync(path) || readFileSync(path, 'utf8') !== report)
  return [...stale.map(([path]) => path), ...listForgotten(reports)].map(
    (path) =>
      `${relative(root, path)} is stale. Run "pnpm api" and look at the difference: it is what users will notice.`,
  )
}

function writeReports(reports: ReadonlyMap<string, string>): void {
  for (const path of listForgotten(reports)) rmSync(path)
  for (const [path, report] of reports) {
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, report)
  }
}

/** Reports of removed entries. */
function listForgotten(reports: ReadonlyMap<string, string>): string[] {
  return readdirSync(packagesFolder).flatMap((name) => {
    const folder = join(packagesFolder, name, 'etc')
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.api.md')) : []
    return files.map((file) => join(folder, file)).filter((path) => !reports.has(path))
  })
}
