import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HostileVendor, hostilities, startHostileVendor } from './hostile-vendor.ts'
import { expectNoLeak, plantedEnv, plantedKeys, runAll, secretUrl, talkative } from './planted.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator(plantedKeys)
})
afterAll(() => emulator.close())

/** A vendor of its own for each test; most of the time is spent in waiting before something is tried again. */
async function withVendor(
  does: (typeof hostilities)[number],
  run: (vendor: HostileVendor, env: Record<string, string>) => Promise<void>,
): Promise<void> {
  const vendor = await startHostileVendor()
  vendor.does = does
  await run(vendor, plantedEnv(emulator, vendor.url)).finally(() => vendor.close())
}

test.concurrent.each(hostilities)('when the vendor echoes the request: %s', (does) =>
  withVendor(does, async ({ seen }, env) => {
    const runs = talkative.filter((args) => args.includes('--json')) // stderr is the same without
    const results = await runAll(runs, env)
    expect(results.map(({ code }) => code)).not.toContain(0)
    expect(results.map(({ code }) => code)).not.toContain(1)
    expect(Object.keys(seen).length).toBeGreaterThanOrEqual(runs.length)
    for (const ran of results) expectNoLeak(ran, seen)
  }),
)

test.concurrent.each(hostilities)('when the vendor echoes the requests of doctor: %s', (does) =>
  withVendor(does, async ({ seen }, env) => {
    const args = ['doctor', '--robot', 'robot', '--callee', 'jack', '--stream', secretUrl, '--verbose']
    const [dry] = await runAll([[...args, '--dry-run']], env)
    expect(Object.keys(seen)).toEqual([])
    const results = await runAll([args, [...args, '--json']], env)
    expect(results.map(({ code }) => code)).toEqual([1, 1])
    expect(Object.keys(seen).length).toBeGreaterThanOrEqual(4)
    for (const ran of [dry, ...results]) expectNoLeak(ran ?? { stdout: '', stderr: '' }, seen)
  }),
)
