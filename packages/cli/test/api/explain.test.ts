import { describe, expect, test } from 'vitest'
import { explain } from '../../src/api/explain.ts'
import { apiOperations } from '../../src/api/operations.ts'
import { runHere } from '../run-here.ts'

/** Lines that have no place to break them, and those of the example, which are JSON. */
const isWhole = (line: string): boolean => !line.trim().replace(/^See /, '').includes(' ') || /^ *["{}[\]]/.test(line)

describe.each([120, 80, 60])('explained on %i columns', (width) => {
  test.each(apiOperations)('$id fits', (operation) => {
    const { text } = explain(operation, width)
    expect(text.split('\n').filter((line) => line.length > width && !isWhole(line))).toEqual([])
  })
})

test.each(apiOperations)('$id is explained without the marks of Markdown', (operation) => {
  const { text } = explain(operation, 120)
  expect(text).not.toMatch(/\*\*|``/)
  expect(text.split('\n')[0]).toMatch(/[^.]$/)
})

test('what is known of an error hangs under its column', () => {
  const operation = apiOperations.find(({ id }) => id === 'startCallByRobot')
  const { text } = explain(operation as (typeof apiOperations)[number], 80)
  expect(text).toMatch(/Errors:\n {2}101001 {2}\S.*\n {10}\S/)
})

test('--explain is as wide as the terminal; the list of operations has no full stops', async () => {
  const { stdout } = await runHere(['api', 'startStreamIngest', '--explain'], {}, '', { columns: 60 })
  expect(stdout.split('\n').filter((line) => line.length > 60 && !isWhole(line))).toEqual([])
  expect((await runHere(['api'])).stdout).not.toMatch(/\.$/m)
})
