import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// How long a start takes is measured by `pnpm bench`. What makes it slow is counted here: each file costs as much again.
const dist = fileURLToPath(new URL('../dist/', import.meta.url))

/** What a built file imports at once, and what that imports: our files, and whatever else. */
function importsOf(file: string, found = new Set<string>()): Set<string> {
  const imported = readFileSync(dist + file, 'utf8').matchAll(
    /(?<!["\w])(?:import|export)(?:\s*\{[^}]*\}\s*from)?\s*"([^"]+)"/g,
  )
  for (const [, name = ''] of imported) {
    if (found.has(name)) continue
    found.add(name)
    if (name.startsWith('./')) importsOf(name.slice(2), found)
  }
  return found
}

test('the version needs no file but its own', () => {
  expect([...importsOf('main.js')].sort()).toEqual(['path'])
})

test('the help needs one file more, and no package', () => {
  expect([...importsOf('run.js')].sort()).toEqual(['path'])
})

test.each(['usersig-mint', 'call-start', 'doctor', 'emulator'])('%s begins with few files', (command) => {
  const files = [...importsOf(`${command}.js`)].filter((name) => name.startsWith('./'))
  expect(files).toContain('./run.js')
  expect(files.length).toBeLessThan(15)
})

test('no package is read before a command runs, but the table of the emulator’s options', () => {
  expect([...importsOf('usersig-mint.js')].filter((name) => name.startsWith('@'))).toEqual([])
  expect([...importsOf('dial.js')].filter((name) => name.startsWith('@'))).toEqual([])
  expect([...importsOf('emulator.js')].filter((name) => name.startsWith('@'))).toEqual([
    '@trtc-call/emulator/configuration',
  ])
})
