import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { configFolder } from '../../src/profile/profiles-file.ts'
import { documentOf, envFor, type Ran } from '../run-cli.ts'
import { type Home, makeHome } from './home.ts'

let emulator: Emulator
let home: Home
beforeAll(async () => {
  emulator = await startEmulator({ users: { jack: { does: 'ignore' } } })
})
afterAll(() => emulator.close())
beforeEach(() => {
  home = makeHome()
})

const cli = (args: string[], env: Record<string, string> = {}): Promise<Ran> => home.run(args, env)
const profile = (args: string[], env: Record<string, string> = {}, stdin?: string): Promise<Ran> =>
  home.run(['profile', ...args], env, stdin)
const ring = ['call', 'start', '--robot', 'robot', '--callee', 'jack', '--json']

test('profile add --from-env saves enough to ring, in a file that only its owner may read', async () => {
  expect(await profile(['add', 'local', '--from-env'], envFor(emulator))).toMatchObject({ code: 0 })
  expect(statSync(home.file).mode & 0o777).toBe(0o600)
  expect(documentOf(await cli(ring))).toHaveProperty('callId')
  expect(documentOf(await cli(['ingest', 'show', 'some-task', '--json']))).toMatchObject({ status: 'NotExist' })
})

test('options override variables, which override the profile; show lists the sources and no secret', async () => {
  const { sdkSecretKey, secretId, secretKey } = emulator.credentials
  await profile(['add', 'one', '--from-env', '--site', 'china', '--region', 'ap-guangzhou'], envFor(emulator))
  const shown = await profile(['show', '--site', 'singapore', '--json'], { TENCENTCLOUD_REGION: 'ap-singapore' })
  expect(documentOf(shown)).toMatchObject({
    profile: 'one',
    production: false,
    values: {
      site: { value: 'singapore', from: '--site' },
      region: { value: 'ap-singapore', from: 'TENCENTCLOUD_REGION' },
      sdkAppId: { value: emulator.credentials.sdkAppId, from: 'profile one' },
      sdkSecretKey: { isSet: true, from: 'profile one' },
      token: { isSet: false },
    },
  })
  for (const text of [shown.stdout, (await profile(['show', 'one'])).stdout])
    for (const secret of [sdkSecretKey, secretId, secretKey]) expect(text).not.toContain(secret)
})

test('the cloud account’s three secrets come from one source', async () => {
  await profile(['add', 'one', '--from-env'], { ...envFor(emulator), TENCENTCLOUD_TOKEN: 'of-another-account' })
  const { TENCENTCLOUD_SECRET_ID: id = '', TENCENTCLOUD_SECRET_KEY: key = '' } = envFor(emulator)
  const own = { TENCENTCLOUD_SECRET_ID: id, TENCENTCLOUD_SECRET_KEY: key }
  expect(await cli(['ingest', 'show', 'some-task'], own)).toMatchObject({ code: 0 })
  for (const [half, missing] of [
    [{ TENCENTCLOUD_SECRET_ID: id }, 'TENCENTCLOUD_SECRET_KEY'],
    [{ TENCENTCLOUD_SECRET_KEY: key }, 'TENCENTCLOUD_SECRET_ID'],
  ] as const)
    expect(await cli(['ingest', 'show', 'some-task'], half)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(missing),
    })
})

test('a session token in the environment is not combined with a profile’s pair', async () => {
  await profile(['add', 'one', '--from-env'], envFor(emulator))
  const env = { TENCENTCLOUD_SESSION_TOKEN: 'of-another-account' }
  expect(await cli(['ingest', 'show', 'some-task'], env)).toMatchObject({ code: 0 })
  expect(documentOf(await profile(['show', '--json'], env))).toMatchObject({
    values: { secretId: { from: 'profile one' }, token: { isSet: false } },
  })
})

test('the vendor’s own credential file is the last source', async () => {
  const { TENCENTCLOUD_SECRET_ID: id, TENCENTCLOUD_SECRET_KEY: key, ...others } = envFor(emulator)
  const credentials = join(home.folder, 'credentials.ini')
  writeFileSync(credentials, `[default]\nsecret_id = ${id}\nsecret_key = ${key}\n`)
  const env = { ...others, TENCENTCLOUD_CREDENTIALS_FILE: credentials }
  expect(await cli(['ingest', 'show', 'some-task'], env)).toMatchObject({ code: 0 })
  const from = `the vendor’s credential file ${credentials}`
  expect(documentOf(await profile(['show', '--json'], env))).toMatchObject({ values: { secretId: { from } } })
  writeFileSync(credentials, 'neither this nor that')
  expect(await cli(['ingest', 'show', 'some-task'], env)).toMatchObject({
    code: 3,
    stderr: expect.stringContaining(credentials),
  })
})

test('secretCommand: one that prints the key alone, one that prints all of them, one that fails', async () => {
  const { sdkSecretKey, secretId, secretKey } = emulator.credentials
  const { TRTC_CALL_ENDPOINT: endpoint = '', TRTC_SDK_APP_ID: app = '' } = envFor(emulator)
  const add = (name: string, printed: string): Promise<Ran> => {
    writeFileSync(join(home.folder, name), printed)
    const where = ['--endpoint', endpoint, '--sdk-app-id', app]
    return profile(['add', name, ...where, '--secret-command', `cat "${join(home.folder, name)}"`])
  }
  await add('bare', `${sdkSecretKey}\n`)
  await add('all', JSON.stringify({ sdkSecretKey, secretId, secretKey }))
  await add('broken', `{"sdkSecretKey": "${sdkSecretKey}"\n  oops}`)
  expect(await cli([...ring, '--profile', 'bare'])).toMatchObject({ code: 0 })
  expect(await cli(['ingest', 'show', 'some-task', '--profile', 'all'])).toMatchObject({ code: 0 })
  const broken = await cli([...ring, '--profile', 'broken'])
  expect(broken).toMatchObject({ code: 3, stderr: expect.stringContaining('printed invalid JSON: line 2, column 3') })
  expect(broken.stdout + broken.stderr).not.toContain(sdkSecretKey)
  rmSync(join(home.folder, 'all'))
  expect(await cli(['ingest', 'show', 'some-task', '--profile', 'all'])).toMatchObject({ code: 3 })
  const shown = documentOf(await profile(['show', 'all', '--json']))
  expect(shown).toMatchObject({ values: { secretKey: { isSet: true, from: 'secretCommand of profile all' } } })
  expect(readFileSync(home.file, 'utf8')).not.toContain(sdkSecretKey)
})

test('add, list, use, remove', async () => {
  await profile(['add', 'one', '--sdk-app-id', '1', '--sdk-secret-key', '-'], {}, 'k'.repeat(64))
  await profile(['add', 'two', '--sdk-app-id', '2', '--site', 'china', '--production'])
  expect(await profile(['add', 'two', '--sdk-app-id', '3'])).toMatchObject({ code: 2 })
  const again = ['add', 'two', '--sdk-app-id', '3', '--production', '--replace']
  expect(await profile([...again, '--yes'])).toMatchObject({ code: 0 })
  await profile(['use', 'two'])
  expect(documentOf(await profile(['list', '--json']))).toEqual({
    profiles: [
      { name: 'one', current: false, production: false, sdkAppId: 1 },
      { name: 'two', current: true, production: true, sdkAppId: 3 },
    ],
  })
  expect((await profile(['list'])).stdout).toBe(
    '  profile  app  site\n  one      1\n* two      3          production\n',
  )
  expect(await profile(['remove', 'two', '--yes'])).toMatchObject({ code: 0 })
  expect(await profile(['use', 'onee'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('did you mean one?'),
  })
  expect(documentOf(await profile(['show', '--json']))).not.toHaveProperty('profile')
})

test.each([
  [['add', '--', '-x', '--from-env'], 'too many'],
  [['add', 'a b', '--from-env'], 'NAME must be'],
  [['add', 'one', '--endpoint', 'https://jack:secret@example.com/?key=x'], '--endpoint must be an origin'],
  [['add', 'one', '--production', '--allow-insecure-hosts', 'emulator'], 'exclude each other'],
  [['remove', '__proto__'], 'there is no profile "__proto__"'],
])('profile %j is refused', async (args, expected) => {
  expect(await profile(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(expected) })
})

test('profile add without a setting lists what is missing, with examples', async () => {
  const { code, stderr } = await profile(['add', 'one'], envFor(emulator))
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('SDKAppID, site and key') })
  for (const option of ['--sdk-secret-key - <', '--secret-command ', '--from-env'])
    expect(stderr).toMatch(new RegExp(`\n +trtc-call profile add one .*${option}`))
  expect(existsSync(home.file)).toBe(false)
})

test('profile add saves variables only with --from-env, and options override them', async () => {
  const saved = (): unknown => JSON.parse(readFileSync(home.file, 'utf8')).profiles.one
  const env = { ...envFor(emulator), TRTC_SITE: 'singapore' }
  await profile(['add', 'one', '--site', 'china'], env)
  expect(saved()).toEqual({ site: 'china' })
  await profile(['add', 'one', '--site', 'china', '--from-env', '--replace'], env)
  const { sdkAppId, sdkSecretKey } = emulator.credentials
  expect(saved()).toMatchObject({ site: 'china', sdkAppId, sdkSecretKey })
})

test('production: dial asks for confirmation, and no key is sent over plain http', async () => {
  await profile(['add', 'live', '--from-env', '--production'], envFor(emulator))
  const before = emulator.requests().length
  const asked = await cli(ring)
  expect(documentOf(asked)).toMatchObject({ error: { code: 'ERR_USAGE', outcome: 'not-sent' } })
  expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('live is marked production') })
  expect(await cli([...ring, '--yes', '--allow-insecure-hosts', 'example.com'])).toMatchObject({ code: 2 })
  expect(await cli([...ring, '--dry-run'])).toMatchObject({ code: 0 })
  expect(emulator.requests().length).toBe(before)
  expect(await cli([...ring, '--yes'])).toMatchObject({ code: 0 })
})

test('a file that is not JSON: the place of the error is shown, but no text', async () => {
  await profile(['add', 'one', '--sdk-app-id', '1'])
  writeFileSync(home.file, '{\n  "profiles": { "one": secret } }')
  const ran = await cli(ring)
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('line 2, column 24') })
  expect(ran.stderr).not.toContain('"one"')
})

test.each([
  ['linux', { HOME: '/home/jack' }, '/home/jack/.config/trtc-call'],
  ['linux', { HOME: '/home/jack', XDG_CONFIG_HOME: '/etc/jack' }, '/etc/jack/trtc-call'],
  ['linux', { HOME: '/home/jack', XDG_CONFIG_HOME: 'relative' }, '/home/jack/.config/trtc-call'],
  ['darwin', { HOME: '/Users/jack', XDG_CONFIG_HOME: '/etc' }, '/Users/jack/Library/Application Support/trtc-call'],
  ['win32', { APPDATA: 'C:\\Users\\jack\\AppData\\Roaming' }, 'C:\\Users\\jack\\AppData\\Roaming\\trtc-call'],
  ['linux', {}, undefined],
])('on %s with %j the folder is %s', (platform, env, folder) => {
  expect(configFolder({ platform, env })).toBe(folder)
})
