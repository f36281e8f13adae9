import { expect, test } from 'vitest'
import { toFailure } from '../src/failure.ts'
import { inFlagWords } from '../src/flag-words.ts'

test.each([
  ['dial: callees[0] must be a string of at least 1 character', '--callee (the first) must be'],
  ['updateStreamIngest: Volume must be at most 200', '--volume must be'],
  ['intRoom: the id must be an integer from 1 to 4294967294, got 0', 'the id must be'],
  ['the endpoint of the Call interface must be an https URL', '--endpoint (or TRTC_CALL_ENDPOINT) must be'],
  ['site must be one of china, singapore', '--site (or TRTC_SITE) must be'],
  ["secretKey (of the cloud account, not the app's sdkSecretKey) is missing", 'TENCENTCLOUD_SECRET_KEY (of the cloud'],
  ['sdkSecretKey begins or ends with white space', 'TRTC_SDK_SECRET_KEY begins'],
  ['userId is 33 bytes of UTF-8, the limit is 32', '--user is 33 bytes'],
  ['give either sdkSecretKey (the app key that signs UserSigs) or userSig', 'give either TRTC_SDK_SECRET_KEY'],
])('a client’s check is a wrong command line: %s', (message, said) => {
  const { document, text, exitCode } = toFailure(new TypeError(message))
  expect({ document, exitCode }).toMatchObject({ document: { error: { outcome: 'not-sent' } }, exitCode: 2 })
  expect(text).toContain(said)
})

test('hints name flags and variables, and the app’s number by the console’s name', () => {
  expect(inFlagWords('Use secretId and secretKey of the account that owns this sdkAppId; see accountCheck.')).toBe(
    'Use TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY of the account that owns this SDKAppID; see account_check.',
  )
  expect(inFlagWords('Compare sdkAppId with the console.')).toContain('--sdk-app-id (or TRTC_SDK_APP_ID)')
})

test.each([
  new TypeError('fetch failed', { cause: new Error('other side closed') }),
  Object.assign(new TypeError('site must be a URL'), { code: 'ERR_INVALID_URL' }),
  new TypeError('Invalid URL'),
  new TypeError('Cannot read properties of undefined'),
  new TypeError('site is not iterable'),
  new TypeError('terminated'),
])('any other TypeError is a bug, and what was done nobody knows: %s', (error) => {
  const { document, exitCode } = toFailure(error)
  expect({ document, exitCode }).toMatchObject({
    document: { error: { code: 'ERR_BUG', outcome: 'unknown' } },
    exitCode: 1,
  })
})
