import { expect, test } from 'vitest'
import { doctor, emulate, findingOf, findingsOf, serve } from './run-doctor.ts'

test('an account that was never imported', async () => {
  const { env } = await emulate()
  const ran = await doctor(env, '--robot', 'robot', '--callee', 'unknown-user')
  expect(ran.code).toBe(1)
  expect(findingOf(findingsOf(ran), 'call-accounts')).toMatchObject({
    state: 'failed',
    summary: 'not imported: unknown-user',
    link: 'https://console.cloud.tencent.com/im',
  })
})

test('an account that the reply omits is not imported, and has no status', async () => {
  const { env } = await emulate()
  const envelope = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: 'one', Response: {} }
  const silent = await serve((request, response) => {
    request.resume()
    response.end(JSON.stringify({ ...envelope, ResultItem: [], QueryResult: [] }))
  })
  const findings = findingsOf(
    await doctor({ ...env, TRTC_CALL_ENDPOINT: silent }, '--robot', 'nobody', '--callee', 'ghost'),
  )
  expect(findingOf(findings, 'call-accounts')).toMatchObject({
    state: 'failed',
    summary: 'not imported: nobody, ghost',
  })
  expect(findingOf(findings, 'call-online')).toMatchObject({ state: 'warning', summary: 'ghost has no status' })
})

test('more accounts than fit in one request take two', async () => {
  const { emulator, env } = await emulate()
  const before = emulator.requests('accountCheck').length
  const users = Array.from({ length: 130 }, (_, index) => `user${index}`)
  const ran = await doctor(env, ...users.flatMap((user) => ['--callee', user]), '--callee', 'user0')
  expect(findingOf(findingsOf(ran), 'call-accounts')).toMatchObject({ summary: `not imported: ${users.join(', ')}` })
  const requests = emulator.requests('accountCheck').slice(before)
  expect(requests.map(({ body }) => (body as { CheckItem: unknown[] }).CheckItem.length)).toEqual([100, 30])
})
