import { ConnectionError, isTrtcError } from '@trtc-call/node'
import { expect, test } from 'vitest'
import { bothOptions } from '../../src/client/access-options.ts'
import { explainFailure } from '../../src/doctor/explain-failure.ts'
import { emulate } from './run-doctor.ts'

const input = { command: { options: bothOptions }, values: {}, sources: { site: 'TRTC_SITE' } }
const details = { outcome: 'unknown', operation: 'getCallback', hint: 'Try again.', advice: 'retry' } as const
const explain = (cause: unknown) => {
  return explainFailure('call-signature', new ConnectionError('lost', { ...details, cause }), input)
}
const systemError = (code: string) => Object.assign(new Error('made up'), { code })

test.each([
  ['ENOTFOUND', /^DNS: .*\(ENOTFOUND\)$/],
  ['CERT_HAS_EXPIRED', /^TLS: .*\(CERT_HAS_EXPIRED\)$/],
  ['ERR_PROXY_STATUS', /^proxy: made up$/],
  ['ECONNREFUSED', /^no server listens there \(ECONNREFUSED\)$/],
  ['ECONNRESET', /^the connection failed \(ECONNRESET\)$/],
])('%s is explained', (code, cause) => {
  expect(explain(systemError(code))).toMatchObject({ state: 'failed', cause: expect.stringMatching(cause) })
})

test('after several attempts the code is that of the last connection, never that of a client error', async () => {
  const last = new ConnectionError('refused', { ...details, outcome: 'not-sent', cause: systemError('ECONNREFUSED') })
  expect(explain(last).cause).toBe('no server listens there (ECONNREFUSED)')
  const { emulator, calls } = await emulate()
  emulator.script('getCallback', { code: 60006 })
  const refusal = await calls.getCallback({}).catch((error: unknown) => error)
  expect(isTrtcError(refusal)).toBe(true)
  expect(explain(refusal).cause).toBe('the connection was lost')
  expect(explain(undefined).cause).toBe('the connection was lost')
})

test('other errors are thrown', () => {
  const bug = new Error('a bug')
  expect(() => explainFailure('call-signature', bug, input)).toThrow(bug)
})
