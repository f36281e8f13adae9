import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'

const folder = fileURLToPath(new URL('../packages/cli/', import.meta.url))
const report = join(folder, '.reports/node20.json')

interface Report {
  readonly numPassedTests: number
  readonly numTotalTests: number
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

// Most tests run the commands in process, so vitest runs on that Node. The build needs a newer one.
test('the command line passes all of its tests on the oldest supported Node', async () => {
  await rm(report, { force: true })
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
  const node = join(inject('runtimes'), 'node_modules/node20/bin/node')
  const parameters = [vitest, 'run', '--reporter=json', `--outputFile.json=${report}`]
  // Its exit code says no more than the report does.
  await promisify(execFile)(node, parameters, { cwd: folder, maxBuffer: 2 ** 28 }).catch(() => {})
  const { testResults, numPassedTests, numTotalTests }: Report = JSON.parse(await readFile(report, 'utf8'))
  const all = testResults.flatMap(({ assertionResults }) => assertionResults)
  expect(all.filter(({ status }) => status !== 'passed').map(({ fullName }) => fullName)).toEqual([])
  expect(numPassedTests).toBe(numTotalTests)
  expect(numTotalTests).toBeGreaterThan(500)
}, 1_200_000)
