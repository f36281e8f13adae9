import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Home, makeHome } from './home.ts'

const key = 'a-key'

function homeWith(profile: object): Home {
  const home = makeHome()
  mkdirSync(dirname(home.file), { recursive: true })
  writeFileSync(home.file, JSON.stringify({ current: 'q6', profiles: { q6: profile } }), { mode: 0o600 })
  return home
}

const show = ['call', 'show', 'some-call', '--sdk-app-id', '1400000000']
const play = ['ingest', 'show', 'some-task', '--sdk-app-id', '1400000000']
const keys = { TRTC_SDK_SECRET_KEY: key, TENCENTCLOUD_SECRET_ID: 'AKID', TENCENTCLOUD_SECRET_KEY: 'b-key' }

describe('an invalid value is reported with its source', () => {
  test.each([
    [show, { site: 'chinna' }, {}, 'site of profile q6 must be one of "china", ', '; given: "chinna"'],
    [show, {}, { TRTC_SITE: 'chinna' }, 'TRTC_SITE must be one of "china", ', '; given: "chinna"'],
    [[...show, '--site', 'chinna'], {}, {}, '--site must be one of "china", ', '; given: "chinna"'],
    [play, { edition: 'china', region: 'mars' }, {}, 'region of profile q6 must be of the form', '; given: "mars"'],
    [
      show,
      { endpoint: 'http://example.com' },
      {},
      'endpoint of profile q6 must be an https URL',
      '"http://example.com"',
    ],
    [show, {}, { TRTC_CALL_ENDPOINT: 'zzz' }, 'TRTC_CALL_ENDPOINT must be a URL', '; given: "zzz"'],
    [
      show,
      { site: 'china', identifier: 'x'.repeat(40) },
      {},
      'identifier of profile q6 must have 1 to 32 bytes',
      'given 40',
    ],
  ])('%j with %j and %j', async (argv, profile, env, place, value) => {
    const { code, stderr } = await homeWith(profile).run(argv, { ...keys, ...env })
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(place) })
    expect(stderr).toContain(value)
  })

  test('an endpoint is shown without what may be secret', async () => {
    const address = 'https://user:pass@example.com/x?key=abc'
    const { stderr } = await homeWith({}).run([...show, '--endpoint', address], keys)
    expect(stderr).toContain('--endpoint must be an origin')
    expect(stderr).toContain('; given: "https://***@example.com/x?***"')
  })

  test('a key is not shown, but its profile is', async () => {
    const { code, stderr } = await homeWith({ edition: 'china', secretId: 'AK ID', secretKey: 'b-key' }).run(play)
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('secretId of profile q6 must be') })
    expect(stderr).not.toContain('AK ID')
  })
})

test('plain http to another host is refused, with the option that allows it', async () => {
  const env = { TRTC_SDK_SECRET_KEY: key }
  const show = ['callback', 'show', '--sdk-app-id', '1', '--endpoint']
  const refused = await makeHome().run([...show, 'http://trtc.test'], env)
  expect(refused).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/--endpoint must be an https URL.*\n {2}--allow-insecure-hosts trtc\.test allows/),
  })
  const withPath = await makeHome().run([...show, 'https://trtc.test/path'], env)
  expect(withPath.stderr).not.toContain('--allow-insecure-hosts')
})

describe('profile add refuses', () => {
  test.each([
    [['--site', 'chinna'], {}, '--site must be one of "china", '],
    [['--from-env'], { TRTC_SITE: 'chinna' }, 'TRTC_SITE must be one of "china", '],
    [['--endpoint', 'http://example.com'], {}, '--endpoint must be an https URL'],
    [['--endpoint', 'https://example.com/x'], {}, '--endpoint must be an origin'],
    [['--edition', 'china', '--region', 'mars'], {}, '--region must be of the form "ap-singapore"; given: "mars"'],
    [['--identifier', 'x'.repeat(40)], {}, '--identifier must have 1 to 32 bytes'],
  ])('%j with %j', async (options, env, expected) => {
    const home = makeHome()
    const { code, stderr } = await home.run(['profile', 'add', 'bad', ...options], env)
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(expected) })
    expect(stderr).toContain('nothing was written')
    // The name of the clients' option.
    expect(stderr).not.toContain('allowInsecureHosts')
    expect(existsSync(home.file)).toBe(false)
  })

  test('accepts plain http to a host of --allow-insecure-hosts', async () => {
    const plain = ['--endpoint', 'http://trtc.test:8787', '--allow-insecure-hosts', 'trtc.test']
    expect(await makeHome().run(['profile', 'add', 'inside', ...plain])).toMatchObject({ code: 0 })
  })
})
