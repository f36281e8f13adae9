import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Consumer } from './consumer.ts'
import { installExamples, start } from './examples.ts'
import { expectWholeCall } from './examples-servers.ts'
import { checkTypes } from './examples-types.ts'

let installed: Consumer

beforeAll(async () => {
  installed = await installExamples(inject('tarballs'), 'express', 'deno', 'bun')
})
afterAll(() => installed?.remove())

const paths = { ring: '/ring', callback: '/trtc/callback' }
/** Deno does not check for updates. */
const quiet = { DENO_NO_UPDATE_CHECK: '1' }
const runtime = (name: string): string => join(inject('runtimes'), 'node_modules', '.bin', name)

test('express: rings, plays after the callback about the answer, and waits for the end', async () => {
  await expectWholeCall({ command: [process.execPath, 'server.ts'], cwd: join(installed.folder, 'express'), paths })
})

test('deno: the same', async () => {
  const command = [runtime('deno'), 'run', '--allow-env', '--allow-net', 'server.ts'] as const
  await expectWholeCall({ command, cwd: join(installed.folder, 'deno'), paths, env: quiet })
})

test('bun: the same', async () => {
  await expectWholeCall({ command: [runtime('bun'), 'server.ts'], cwd: join(installed.folder, 'bun'), paths })
})

test('deno: compiles', async () => {
  const check = start([runtime('deno'), 'check', 'server.ts'], { cwd: join(installed.folder, 'deno'), env: quiet })
  expect({ code: await check.exited, said: check.said() }).toMatchObject({ code: 0 })
})

test.each(['express', 'bun'])('%s: compiles', async (name) => {
  await checkTypes(join(installed.folder, name))
})
