import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { compareSamples, type Measured, type Sample } from './rounds.ts'

interface Import {
  readonly name: string
  readonly specifier: string
}

// The part of the vendor's SDK that its documentation recommends for this product; importing all of it takes much longer.
const imports: readonly Import[] = [
  { name: "the vendor's SDK, services/trtc", specifier: 'tencentcloud-sdk-nodejs/tencentcloud/services/trtc/index.js' },
  { name: '@trtc-call/node', specifier: '@trtc-call/node' },
]

/** Measures imports, each in a new process, all of them in every round. */
export function benchImports(rounds = 25): Promise<Measured[]> {
  return compareSamples(imports, ({ specifier }) => importAfresh(specifier), rounds)
}

async function importAfresh(specifier: string): Promise<Sample> {
  const script = `
const cpuBefore = process.cpuUsage()
const before = performance.now()
await import(${JSON.stringify(specifier)})
const wall = (performance.now() - before) * 1000
const { user, system } = process.cpuUsage(cpuBefore)
process.stdout.write(JSON.stringify({ wall, cpu: user + system }))`
  // Resolved from here, where both are installed.
  const options = { cwd: fileURLToPath(new URL('.', import.meta.url)) }
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], options)
  return JSON.parse(stdout) as Sample
}
