import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Consumer, createConsumer, type NodeVersion, nodeVersions } from './consumer.ts'

let consumer: Consumer

beforeAll(async () => {
  consumer = await createConsumer()
})

afterAll(() => rm(consumer.folder, { recursive: true, force: true }))

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
    await writeFile(join(consumer.folder, 'esm.mjs'), imports + place)
    expect(JSON.parse(await consumer.run(node, 'esm.mjs'))).toEqual(expected)
  })

  test('places a whole call when required as CommonJS', async () => {
    const requires = `const { createTrtcCall } = require('@trtc-call/node')\nconst { startEmulator } = require('@trtc-call/emulator')\n`
    await writeFile(join(consumer.folder, 'cjs.cjs'), `${requires}async function main() {${place}}\nmain()`)
    expect(JSON.parse(await consumer.run(node, 'cjs.cjs'))).toEqual(expected)
  })

  test('the edge client imports without touching Node', async () => {
    const script = `import { mintUserSig } from '@trtc-call/edge'
const { value } = mintUserSig({ sdkAppId: 1, sdkSecretKey: 'k', userId: 'jack', lifetimeMs: 60_000, now: 0 })
console.log(value.length)`
    await writeFile(join(consumer.folder, 'edge.mjs'), script)
    expect(Number(await consumer.run(node, 'edge.mjs'))).toBeGreaterThan(100)
  })

  test('trtc-call demo runs from the installed package', async () => {
    const main = join(consumer.folder, 'node_modules', '@trtc-call', 'cli', 'dist', 'main.js')
    const result = JSON.parse(await consumer.run(node, main, 'demo', '--json'))
    expect(result).toMatchObject({ callId: expect.any(String), taskId: expect.any(String) })
  })
})

test('every tarball has its licence, its README and nothing from the sources', async () => {
  expect(consumer.tarballs).toHaveLength(6)
  for (const tarball of consumer.tarballs) {
    const { stdout } = await promisify(execFile)('tar', ['tzf', join(consumer.folder, 'packed', tarball)])
    const files = stdout.trim().split('\n')
    expect(files, tarball).toEqual(
      expect.arrayContaining(['package/LICENSE', 'package/README.md', 'package/package.json']),
    )
    expect(files.filter((file) => /^package\/(src|test|conformance|scripts)\//.test(file))).toEqual([])
  }
})
