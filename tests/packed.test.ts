import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, inject, test } from 'vitest'
import { type NodeVersion, nodeVersions } from './runtimes/versions.ts'

const installed = inject('installed')

const place = `
const emulator = await startEmulator({ answerAfterMs: 0 })
const { dial } = createTrtcCall(emulator.clientOptions)
const call = await dial({
  robot: 'robot', callees: ['jack'], media: 'video', stream: { url: 'https://example.com/welcome.mp4', repeat: 'forever' },
})
const report = await call.hangUp()
const playedIn = emulator.tasks().map((task) => task.room.id === call.room.id)
await emulator.close()
console.log(JSON.stringify({ node: process.versions.node, state: call.state, report, playedIn, rings: emulator.rings() }))
`

describe.each(Object.keys(nodeVersions) as NodeVersion[])('what would be published, on %s', (node) => {
  const expected = {
    node: nodeVersions[node],
    state: 'ended',
    report: { call: 'ended', stream: 'stopped', errors: [] },
    playedIn: [true],
    rings: 1,
  }

  test('places a whole call when imported as ESM', async () => {
    const imports =
      "import { createTrtcCall } from '@trtc-call/node'\nimport { startEmulator } from '@trtc-call/emulator'\n"
    expect(JSON.parse(await run(node, 'esm.mjs', imports + place))).toEqual(expected)
  })

  test('places a whole call when required as CommonJS', async () => {
    const requires = `const { createTrtcCall } = require('@trtc-call/node')\nconst { startEmulator } = require('@trtc-call/emulator')\n`
    const script = `${requires}async function main() {${place}}\nmain()`
    expect(JSON.parse(await run(node, 'cjs.cjs', script))).toEqual(expected)
  })

  test('the description can be imported as ESM and as CommonJS', async () => {
    const print =
      'console.log(JSON.stringify([spec, documents].map((part) => typeof part === "object" && Object.keys(part).length > 0)))'
    const esm = `import * as spec from '@trtc-call/spec'\nimport * as documents from '@trtc-call/spec/documents'\n${print}`
    const cjs = `const spec = require('@trtc-call/spec')\nconst documents = require('@trtc-call/spec/documents')\n${print}`
    expect(JSON.parse(await run(node, 'spec.mjs', esm))).toEqual([true, true])
    expect(JSON.parse(await run(node, 'spec.cjs', cjs))).toEqual([true, true])
  })

  test('trtc-call demo runs from the installed package', async () => {
    const main = join(installed, 'node_modules', '@trtc-call', 'cli', 'dist', 'main.js')
    const result = JSON.parse(await execute(node, main, 'demo', '--json'))
    expect(result).toMatchObject({ callId: expect.any(String), taskId: expect.any(String) })
  })
})

test('every tarball has its license, its README and no sources', async () => {
  const tarballs = inject('tarballs')
  expect(Object.keys(tarballs)).toHaveLength(6)
  for (const [name, tarball] of Object.entries(tarballs)) {
    const { stdout } = await promisify(execFile)('tar', ['tzf', tarball])
    const files = stdout.trim().split('\n')
    expect(files, name).toEqual(
      expect.arrayContaining(['package/LICENSE', 'package/README.md', 'package/package.json']),
    )
    expect(files.filter((file) => /^package\/(src|test|conformance|scripts)\//.test(file))).toEqual([])
  }
})

/** Runs a script in the installed project, with a separate copy for each Node, and returns stdout. */
async function run(node: NodeVersion, name: string, script: string): Promise<string> {
  const file = join(installed, `${node}-${name}`)
  await writeFile(file, script)
  return execute(node, file)
}

async function execute(node: NodeVersion, ...parameters: string[]): Promise<string> {
  const binary = join(inject('runtimes'), 'node_modules', node, 'bin', 'node')
  return (await promisify(execFile)(binary, parameters, { cwd: installed })).stdout
}
