import { expect, test } from 'vitest'
import { documentOf } from './run-cli.ts'
import { runHere } from './run-here.ts'

const ring = ['dial', '--robot', 'robot', '--callee', 'jack', '--json']
const stream = ['--stream', 'https://example.com/a.mp4']
const app = { TRTC_SDK_APP_ID: '1400000000', TRTC_SITE: 'china', TRTC_SDK_SECRET_KEY: 'a-key' }

test('one error lists every missing setting, and where to find it', async () => {
  const ran = await runHere([...ring, ...stream])
  expect(ran.code).toBe(3)
  expect(
    ran.stderr,
  ).toBe(`trtc-call: missing: TRTC_SDK_APP_ID (or --sdk-app-id); TRTC_SITE (or --site); TRTC_SDK_SECRET_KEY; \
TENCENTCLOUD_SECRET_ID; TENCENTCLOUD_SECRET_KEY
  TRTC_SDK_APP_ID (or --sdk-app-id): the app’s console shows its SDKAppID
  TRTC_SITE (or --site): the app’s console shows its site
  TRTC_SDK_SECRET_KEY: the app’s console shows its SDKSecretKey; --sdk-secret-key - reads it from stdin
  TENCENTCLOUD_SECRET_ID: an API key of the cloud account, not of the app
  TENCENTCLOUD_SECRET_KEY: belongs to TENCENTCLOUD_SECRET_ID
`)
  expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_CREDENTIALS', outcome: 'not-sent' } })
})

test.each([
  [ring, {}, 'missing: TRTC_SDK_APP_ID (or --sdk-app-id); TRTC_SITE (or --site); TRTC_SDK_SECRET_KEY', 3],
  [ring, { ...app, TRTC_SITE: '' }, 'missing: TRTC_SITE (or --site)', 3],
  [ring, { ...app, TRTC_SDK_APP_ID: '' }, 'missing: TRTC_SDK_APP_ID (or --sdk-app-id)', 3],
  [[...ring, ...stream], app, 'missing: TENCENTCLOUD_SECRET_ID; TENCENTCLOUD_SECRET_KEY', 3],
  [['usersig', 'mint', '--user', 'jack'], {}, 'missing: TRTC_SDK_APP_ID (or --sdk-app-id); TRTC_SDK_SECRET_KEY', 3],
  [
    ['ingest', 'start', '--room', 'room-42', '--user', 'robot', ...stream],
    {},
    'TRTC_SDK_SECRET_KEY; TRTC_SDK_APP_ID',
    3,
  ],
  [['ingest', 'stop', 'some-task'], { TRTC_CALL_ENDPOINT: 'http://127.0.0.1:1' }, 'TRTC_SDK_APP_ID', 3],
  [['ingest', 'stop', 'some-task'], { TRTC_SDK_APP_ID: '1400000000' }, '--edition china or international; TENCENT', 3],
])('%j with %j: %s', async (args, env, said, code) => {
  expect(await runHere(args, env)).toMatchObject({ code, stderr: expect.stringContaining(said) })
})
