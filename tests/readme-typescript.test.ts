import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Consumer } from './consumer.ts'
import { checkTypes } from './examples-types.ts'
import { kindOf } from './readme/kinds.ts'
import { type Block, listBlocks, readPages } from './readme/markdown.ts'
import { createProject, fileOf, writeBlocks } from './readme/project.ts'
import { type Run, runInWorkerd, runOnNode } from './readme/run-block.ts'

const blocks = (await readPages()).flatMap(listBlocks).filter(({ language }) => language === 'ts')

let project: Consumer

beforeAll(async () => {
  project = await createProject(inject('tarballs'))
  await writeBlocks(join(project.folder, 'blocks'), blocks)
})
afterAll(() => project?.remove())

test('every TypeScript block of every page compiles', async () => {
  expect(blocks.length).toBeGreaterThan(10)
  await checkTypes(join(project.folder, 'blocks'))
})

describe.concurrent('runs unchanged:', () => {
  test.each(named('run'))('%s', async (_, block) => {
    expectRun(block, await runOnNode(project.folder, `blocks/${fileOf(block)}`))
  })

  test.each(named('run in workerd'))('%s in workerd', async (_, block) => {
    expectRun(block, await runInWorkerd(project.folder, `blocks/${fileOf(block)}`))
  })
})

function named(kind: string): [string, Block][] {
  return blocks.filter((block) => kindOf(block) === kind).map((block) => [`${block.page.path}:${block.line}`, block])
}

/** A block with `dial` rings once. A block that starts an emulator rings there. */
function expectRun({ text }: Block, { rings, refused }: Run): void {
  const dials = /\bdial\(/.test(text) && !text.includes('startEmulator(')
  expect({ rings, refused }).toEqual({ rings: dials ? 1 : 0, refused: [] })
}

test('an invalid block is reported with its line in the page', async () => {
  const text = "import { mintUserSig } from '@trtc-call/node'\n\nmintUserSig({ sdkappid: 1 })"
  const page = { path: 'broken.md', text }
  const folder = join(project.folder, 'broken')
  await writeBlocks(folder, [{ page, line: 7, text, language: 'ts', mark: undefined }])
  await expect(checkTypes(folder)).rejects.toThrow(/broken\.md\/line-7\.mts\(9,15\): error TS\d+: .*sdkappid/)
  await expect(runOnNode(project.folder, 'broken/broken.md/line-7.mts')).rejects.toThrow(/line-7\.mts:9/)
})
