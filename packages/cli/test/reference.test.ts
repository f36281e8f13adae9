import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { commandsPage } from '../scripts/commands-page.ts'

test('docs/commands.md is up to date', async () => {
  const page = await readFile(new URL('../../../docs/commands.md', import.meta.url), 'utf8')
  expect(page === (await commandsPage()), 'it is stale: npx --yes pnpm@12.21.0 commands').toBe(true)
})
