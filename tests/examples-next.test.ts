import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, inject, test } from 'vitest'
import type { Consumer } from './consumer.ts'
import { installExamples } from './examples.ts'
import { expectWholeCall } from './examples-servers.ts'

let installed: Consumer

/** The build also checks the types, and has no secrets. */
const quiet = { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }

beforeAll(async () => {
  installed = await installExamples(inject('tarballs'), 'nextjs')
  await promisify(execFile)(process.execPath, [next(), 'build'], { cwd: folder(), env: { ...process.env, ...quiet } })
})
afterAll(() => installed?.remove())

test('next: rings, plays after the callback about the answer, and waits for the end', async () => {
  await expectWholeCall({
    command: [process.execPath, next(), 'start', '--port', '0'],
    cwd: folder(),
    paths: { ring: '/api/ring', callback: '/api/trtc/callback' },
    env: quiet,
  })
})

function folder(): string {
  return join(installed.folder, 'nextjs')
}

function next(): string {
  return join(installed.folder, 'node_modules', 'next', 'dist', 'bin', 'next')
}
