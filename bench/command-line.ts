import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { compareSamples, type Measured, type Sample } from './rounds.ts'

interface CommandLine {
  readonly name: string
  readonly args: readonly string[]
}

// The built program, as users install it.
const main = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url))
// A module in a file, like ours: node --eval loads no file and is 1 to 5 ms faster.
const hello = fileURLToPath(new URL('../hello.mjs', import.meta.url))

const commandLines: readonly CommandLine[] = [
  { name: 'node that says hello', args: [hello] },
  { name: 'trtc-call --version', args: [main, '--version'] },
  { name: 'trtc-call --help', args: [main, '--help'] },
  { name: 'trtc-call usersig mint', args: [main, 'usersig', 'mint', '--user', 'jack'] },
]

/** Measures whole commands, each in a new process, all of them in every round. */
export function benchCommandLine(rounds = 25): Promise<Measured[]> {
  return compareSamples(commandLines, ({ args }) => runOnce(args), rounds)
}

async function runOnce(args: readonly string[]): Promise<Sample> {
  // Without the user's home folder and variables, so that no profile is read.
  const env = { TRTC_SDK_APP_ID: '1400000000', TRTC_SDK_SECRET_KEY: 'k'.repeat(64) }
  const before = performance.now()
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  child.stdout.resume()
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`)
  const wall = (performance.now() - before) * 1000
  return { wall, cpu: wall }
}
