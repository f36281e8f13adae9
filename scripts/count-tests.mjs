// Adds up what the test runs have reported, for the last line of CI. Plain JavaScript: it runs on whatever Node is there.
import { readdirSync, readFileSync } from 'node:fs'

const steps = process.argv.slice(2)
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
// A step can fail beside its tests: lint, types, a stale file. It counts as one more.
for (const code of steps) {
  if (code === '0') passed += 1
  else failed += 1
}
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 && passed > steps.length ? 0 : 1
