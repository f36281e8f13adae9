import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { assertOnlyOwnerWrites } from '../../src/profile/file-permissions.ts'
import type { Profiles } from '../../src/profile/profiles.ts'
import { changeProfiles, readProfiles } from '../../src/profile/profiles-file.ts'
import { makeHome } from './home.ts'

const ioOf = (HOME: string) => ({ env: { HOME }, platform: process.platform, uid: process.getuid?.() })
const withProfile = (content: Profiles, name: string): Profiles => ({
  ...content,
  profiles: { ...content.profiles, [name]: {} },
})

test('a change that another program made meanwhile is kept', async () => {
  const { folder, file } = makeHome()
  const io = ioOf(folder)
  await changeProfiles(io, (content) => withProfile(content, 'one'))
  let times = 0
  await changeProfiles(io, (content) => {
    times += 1
    if (times === 1) writeFileSync(file, JSON.stringify(withProfile(content, 'two')))
    return withProfile(content, 'three')
  })
  expect(times).toBe(2)
  expect(Object.keys((await readProfiles(io)).profiles)).toEqual(['one', 'two', 'three'])
  expect(readdirSync(dirname(file))).toEqual(['profiles.json'])
})

test('no temporary file with keys is left if the file cannot be written', async () => {
  const { folder, file } = makeHome()
  const change = changeProfiles(ioOf(folder), () => {
    // A file cannot be renamed over a folder.
    mkdirSync(file, { recursive: true })
    return { profiles: { one: { sdkSecretKey: 'k' } } }
  })
  await expect(change).rejects.toThrow(/profiles\.json cannot be (read|written) \(E/)
  expect(readdirSync(dirname(file))).toEqual(['profiles.json'])
  rmSync(file, { recursive: true })
})

test('the file is replaced, not overwritten', async () => {
  const { folder, file } = makeHome()
  const io = ioOf(folder)
  await changeProfiles(io, (content) => withProfile(content, 'one'))
  const { ino } = statSync(file)
  await changeProfiles(io, (content) => withProfile(content, 'two'))
  expect(statSync(file).ino).not.toBe(ino)
})

test('only the first profile becomes the default', async () => {
  const home = makeHome()
  await home.run(['profile', 'add', 'one', '--sdk-app-id', '1'])
  await home.run(['profile', 'add', 'two', '--sdk-app-id', '2'])
  await home.run(['profile', 'remove', 'one'])
  const added = await home.run(['profile', 'add', 'three', '--sdk-app-id', '3'])
  expect(added.stdout).toContain('trtc-call profile use three makes it the default')
  expect(JSON.parse(readFileSync(home.file, 'utf8'))).not.toHaveProperty('current')
})

test('a file of another user is not used, one of root is; Windows has no user ids', () => {
  expect(() => assertOnlyOwnerWrites('f', { mode: 0o100600, uid: 7 }, { uid: 8 })).toThrow('it belongs to another user')
  expect(() => assertOnlyOwnerWrites('f', { mode: 0o100600, uid: 7 }, { uid: 0 })).toThrow('it belongs to another user')
  for (const [uid, own] of [
    [8, 8],
    [0, 8],
    [8, undefined],
  ] as const)
    expect(() => assertOnlyOwnerWrites('f', { mode: 0o100600, uid }, { uid: own })).not.toThrow()
})
