import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inspectUserSig } from '@trtc-call/node'
import { describe, expect, test } from 'vitest'
import { decodeUtf8 } from '../src/read-text.ts'
import { type Home, makeHome } from './profile/home.ts'
import type { Ran } from './run-cli.ts'
import { runHere } from './run-here.ts'

const mark = '\uFEFF'
const nowhere = { TRTC_CALL_ENDPOINT: 'http://127.0.0.1:9', TRTC_SDK_APP_ID: '1', TRTC_SDK_SECRET_KEY: 'k' }

/** What a command makes of a text: in its file, on its stdin. */
const places: readonly [string, (home: Home, text: Buffer) => Promise<Ran>][] = [
  ['--body @FILE', (home, text) => home.run(showing(`@${kept(home, text)}`), nowhere)],
  ['--body -', (home, text) => home.run(showing('-'), nowhere, text)],
  ['usersig inspect @FILE', (home, text) => home.run(['usersig', 'inspect', `@${kept(home, text)}`])],
  ['usersig inspect', (home, text) => home.run(['usersig', 'inspect'], {}, text)],
  ['emulator --config FILE', (home, text) => home.run(['emulator', '--config', kept(home, text)])],
  [
    'profiles.json',
    (home, text) => {
      kept(home, text, home.file)
      return home.run(['profile', 'list'])
    },
  ],
]

const showing = (body: string): string[] => ['api', 'getCallInfo', '--body', body, '--dry-run', '--json']

function kept({ folder }: Home, content: Buffer, path = join(folder, 'file')): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content, { mode: 0o600 })
  return path
}

describe.each(places)('%s', (_, run) => {
  test('UTF-16 is refused', async () => {
    const { code, stderr } = await run(makeHome(), Buffer.from(`${mark}{"CallId": "x"}`, 'utf16le'))
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/ is in UTF-16, and has to be in UTF-8\n {2}save it/),
    })
  })

  test('a byte order mark is ignored', async () => {
    const home = makeHome()
    const text = '{"CallId": "x", "profiles": {"mine": {}}}'
    const [plain, marked] = [await run(home, Buffer.from(text)), await run(home, Buffer.from(mark + text))]
    expect(plain.stderr).not.toContain('line 1')
    expect(marked).toEqual(plain)
  })
})

/** UserSigs differ from second to second, so the key is compared and not the output. */
describe('--sdk-secret-key -', () => {
  const mint = (stdin: Buffer): Promise<Ran> =>
    runHere(['usersig', 'mint', '--user', 'a', '--sdk-secret-key', '-'], nowhere, stdin)

  test('UTF-16 is refused', async () => {
    const { code, stderr } = await mint(Buffer.from(`${mark}key`, 'utf16le'))
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('is in UTF-16') })
  })

  test.each(['key', `${mark}key`])('%j signs with the key without the byte order mark', async (stdin) => {
    const { stdout } = await mint(Buffer.from(stdin))
    const signer = { sdkAppId: 1, userId: 'a', sdkSecretKey: 'key' }
    expect(inspectUserSig(stdout.trimEnd(), signer).faults).toEqual([])
  })
})

test.each([
  ['little-endian', [0x7b, 0, 0x7d, 0]],
  ['big-endian', [0, 0x7b, 0, 0x7d]],
  ['big-endian and marked', [0xfe, 0xff, 0, 0x7b]],
])('UTF-16, %s', (_, bytes) => {
  expect(() => decodeUtf8(Uint8Array.from(bytes), 'the file')).toThrow('the file is in UTF-16')
})

test('an empty text and a single letter are decoded', () => {
  expect([decodeUtf8(new Uint8Array(), 'x'), decodeUtf8(Uint8Array.from([0x7b]), 'x')]).toEqual(['', '{'])
})
