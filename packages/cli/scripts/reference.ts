import { writeFile } from 'node:fs/promises'
import { commandsPage } from './commands-page.ts'

// Writes docs/commands.md; `test/reference.test.ts` fails when it is stale.
await writeFile(new URL('../../../docs/commands.md', import.meta.url), await commandsPage())
