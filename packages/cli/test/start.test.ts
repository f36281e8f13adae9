import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// `pnpm bench` measures how long a start takes. These tests count what makes it slow: every file that is loaded.
const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const textOf = (file: string): string => readFileSync(dist + file, 'utf8')

/** What a built file imports statically, with what that imports: our files and packages. */
function importsOf(file: string, found = new Set<string>()): Set<string> {
  for (const [, name = ''] of textOf(file).matchAll(/^(?:import|export|\})(?:[^"'();]* from)? ?"([^"]+)";$/gm)) {
    if (found.has(name)) continue
    found.add(name)
    if (name.startsWith('./')) importsOf(name.slice(2), found)
  }
  return found
}

const entries = [...textOf('run.js').matchAll(/import\("\.\/([\w-]+\.js)"\)/g)].map(([, file = '']) => file)

test('--version loads one file', () => {
  expect([...importsOf('main.js')]).toEqual(['path'])
})

test('--help loads one file more, and no package', () => {
  expect([...importsOf('run.js')]).toEqual(['path'])
})

test('there is an entry for every command', () => {
  expect(entries).toContain('dial.js')
  expect(entries.length).toBeGreaterThan(10)
})

test.each(entries)('%s begins with few files, and no package but the table of the emulator’s options', (entry) => {
  const names = [...importsOf(entry)]
  expect(names.filter((name) => name.startsWith('./')).length).toBeLessThan(15)
  expect(names.filter((name) => name.startsWith('@'))).toEqual(
    entry === 'emulator.js' ? ['@trtc-call/emulator/configuration'] : [],
  )
})
