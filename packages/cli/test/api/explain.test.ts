import { expect, test } from 'vitest'
import { explain } from '../../src/api/explain.ts'
import { apiOperations } from '../../src/api/operations.ts'
import { runHere } from '../run-here.ts'

test.each(apiOperations)('$id is explained without Markdown marks, with every error code', (operation) => {
  const { text } = explain(operation)
  expect(text).not.toMatch(/\*\*|``/)
  expect(text.split('\n')[0]).toMatch(/[^.]$/)
  for (const code of operation.described['x-errors']) expect(text).toMatch(new RegExp(`^ {2}${code} +\\S`, 'm'))
})

test('the summaries in the list of operations have no full stops', async () => {
  expect((await runHere(['api'])).stdout).not.toMatch(/\.$/m)
})
