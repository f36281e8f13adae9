// Adds up what the test runs have reported, for the last line of CI. Plain JavaScript: it runs on whatever Node is there.
import { readdirSync, readFileSync } from 'node:fs'

const failedSteps = process.argv.slice(2).filter((code) => code !== '0').length
let passed = 0
let failed = 0
const folders = [...readdirSync('packages').map((name) => `packages/${name}`), 'tests']
for (const folder of folders) {
  for (const report of ['test', 'full']) {
    try {
      const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(`${folder}/.reports/${report}.json`, 'utf8'))
      passed += numPassedTests
      failed += numFailedTests
    } catch {
      // This folder has no such run, or it did not get that far; the step's exit code says so.
    }
  }
}
// A step can fail without a failing test: lint, types, a stale file. It must not end in "0 failed".
process.stdout.write(`${passed} passed, ${Math.max(failed, failedSteps)} failed\n`)
process.exitCode = failed + failedSteps === 0 && passed > 0 ? 0 : 1
