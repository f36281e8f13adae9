// Prints ratios instead of times: every variant runs in every round, and the results are the medians of the rounds' ratios.
import { benchCalls } from './calls.ts'
import { benchCommandLine } from './command-line.ts'
import { benchEmulator } from './emulator.ts'
import { benchImports } from './imports.ts'
import { benchLimiter } from './limiter.ts'
import type { Measured } from './rounds.ts'
import { runSigningBench } from './signing.ts'

const { userSig, tc3 } = await runSigningBench()
show('a UserSig', userSig)
show('a TC3 signature', tc3)
show('importing, each in a fresh process', await benchImports())
showTimes('a command, from its start to its end', await benchCommandLine())
const { ingest, ring } = await benchCalls(3_000, 11)
show('startStreamIngest over loopback, 16 in flight', ingest)
show('startCallByRobot over loopback, 16 in flight', ring)
const { achieved, most, limit } = await benchLimiter(10)
process.stdout.write(
  `\nthe limiter at ${limit} a second, Node ${process.versions.node}\n` +
    `  ${(achieved * 100).toFixed(1)} % of it are had; the most in any second at the server: ${most}\n`,
)
const emulator = await benchEmulator(15, 5_000, 5)
process.stdout.write(
  `\nthe emulator, Node ${process.versions.node}\n` +
    `  listens ${emulator.startMs.toFixed(0)} ms after its import began\n` +
    `  ${Math.round(emulator.ringsPerSecond)} start_call_by_robot and ` +
    `${Math.round(emulator.looksPerSecond)} DescribeStreamIngest a second on one core\n`,
)

/** Time relative to the first variant. */
function showTimes(title: string, rows: readonly Measured[]): void {
  const lines = rows.map(({ name, microseconds, speed }) => {
    return `  ${name.padEnd(36)} ${(microseconds / 1000).toFixed(1).padStart(8)} ms  ${(1 / speed).toFixed(2).padStart(6)} times`
  })
  process.stdout.write(`\n${title}, Node ${process.versions.node}\n${lines.join('\n')}\n`)
}

function show(title: string, rows: readonly Measured[]): void {
  const lines = rows.map(({ name, microseconds, speed, cpu }) => {
    const rate = `${Math.round(1e6 / microseconds)}/s`
    return `  ${name.padEnd(36)} ${rate.padStart(10)}  ${speed.toFixed(2).padStart(6)} times  CPU ${cpu.toFixed(2)}`
  })
  process.stdout.write(`\n${title}, Node ${process.versions.node}\n${lines.join('\n')}\n`)
}
