import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { checkCommand } from './readme/check-command.ts'
import { isOutputOf, isRunBy, kindOf } from './readme/kinds.ts'
import { type Block, listBlocks, readPages, root } from './readme/markdown.ts'
import { isOurs, runCommand } from './readme/run-command.ts'
import { type Command, listCommands } from './readme/shell.ts'

const blocks = (await readPages()).flatMap(listBlocks)
const commands = blocks.filter((block) => kindOf(block) === 'shell').flatMap(listCommands)

describe.concurrent('commands work:', () => {
  test.each(named(commands.filter(isOurs)))('%s', async (_, command) => {
    await runCommand(inject('installed'), command)
  })

  test.each(named(commands.filter((command) => !isOurs(command))))('%s', async (_, command) => {
    await checkCommand(command)
  })
})

function named(some: readonly Command[]): [string, Command][] {
  return some.map((command) => [`${command.block.page.path}:${command.block.line}: ${command.line}`, command])
}

test.each([
  'npm install @trtc-call/nodes',
  'npm install https-proxy-agent@7',
  'npx --yes pnpm@12.21.0 demos',
  'npx --yes pnpm@1.0.0 demo',
  'node nowhere.ts',
  'export TRTC_SDK_APPID=1',
  'curl example.com',
  'rm -rf /',
])('%s is refused', async (line) => {
  await expect(checkCommand(one(line))).rejects.toThrow(line)
})

test.each(['trtc-call dial --robot robot --calle jack', 'trtc-call emulator --prot 1'])('%s fails', async (line) => {
  await expect(runCommand(inject('installed'), one(line))).rejects.toThrow(/--(calle|prot)/)
})

test('JSON and YAML blocks are valid', () => {
  for (const { page, line, text } of blocks.filter((block) => kindOf(block) === 'read')) {
    const errors = parseAllDocuments(text).flatMap((document) => document.errors)
    expect(errors, `${page.path}:${line}`).toEqual([])
  }
})

test.each(blocks.filter((block) => isOutputOf(kindOf(block))))(
  '$page.path shows the output at line $line',
  async (block) => {
    const said = withoutNumbers(await runCommand(inject('installed'), one(kindOf(block).slice('output of '.length))))
    expect(said).toEqual(expect.arrayContaining([...withoutNumbers(block.text)]))
  },
)

/** The lines of an output, with everything that differs between runs replaced. */
function withoutNumbers(text: string): readonly string[] {
  const alike = text.replace(/Id-\S+|[\da-f]{8}-[\da-f-]{27}/g, 'ID').replace(/\d+/g, '0')
  return alike.split('\n').map((line) => line.trim())
}

test('a block with a separate test names one that names the page', async () => {
  for (const block of blocks) {
    const kind = kindOf(block)
    if (!isRunBy(kind)) continue
    const source = await readFile(join(root, kind.slice('run by '.length)), 'utf8')
    expect(source).toContain(block.page.path)
  }
})

function one(line: string): Command {
  const block: Block = { page: { path: 'README.md', text: '' }, line: 1, text: line, language: 'sh', mark: undefined }
  const [command] = listCommands(block)
  if (command === undefined) throw new Error('no command')
  return command
}
