// Counts the results of all test runs for the last line of CI. Plain JavaScript, because it runs on any version of Node.
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
      // This folder has no such run, or it failed early, which the step's exit code shows.
    }
  }
}
// A step can also fail outside of tests: lint, types, a stale file. Count it as one more test.
for (const code of steps) {
  if (code === '0') passed += 1
  else failed += 1
}
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 && passed > steps.length ? 0 : 1
