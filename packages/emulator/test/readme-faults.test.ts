import { readFile } from 'node:fs/promises'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { assertFault } from '../src/faults/fault.ts'
import { behaviourFromUserId, faultFromUserId } from '../src/faults/user-id-faults.ts'

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')

test('every fault of the README can be scripted', () => {
  const faults = [...readme.matchAll(/^\| `(\{.*\})` \|/gm)].map(([, literal]) => runInNewContext(`(${literal})`))
  expect(faults.length).toBeGreaterThan(10)
  for (const fault of faults) assertFault('script', 'fault', fault)
})

test('every userID of the README names a behaviour or fault', () => {
  const names = [...readme.matchAll(/`([\w.+-]+@fault)`/g)].map(([, name = '']) => name)
  expect(names.length).toBeGreaterThan(8)
  for (const name of names) expect(behaviourFromUserId(name) ?? faultFromUserId(name), name).toBeDefined()
})
