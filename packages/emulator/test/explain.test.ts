import { createHmac } from 'node:crypto'
import { describe, expect } from 'vitest'
import { type Explanation, explainRequest } from '../src/index.ts'
import { test } from './support/harness.ts'
import { encodeSig } from './support/user-sig.ts'

const failedOf = ({ steps }: Explanation) => steps.filter(({ passed }) => !passed)

describe('UserSig', () => {
  test('a valid UserSig is explained step by step, and its MAC is masked', async ({ emulator, client }) => {
    await client.command('call_config/get_callback', {})
    const explanation = explain(emulator.requests()[0])
    expect(explanation.passed).toBe(true)
    expect(explanation.steps.map(({ check }) => check)).toEqual([
      'sdkappid is an existing application',
      'the UserSig can be decoded: base64, zlib, JSON',
      'TLS.sdkappid is the application',
      'TLS.identifier is the user',
      'TLS.sig is the MAC',
      'the UserSig has not expired',
      'identifier is an administrator',
    ])
    expect(explanation.steps.find(({ kind }) => kind === 'mac')).toMatchObject({
      expected: '***',
      received: '***',
      inputs: [{ text: expect.stringMatching(/^TLS\.identifier:administrator\nTLS\.sdkappid:1400000000\nTLS\.time:/) }],
    })
    expect(explanation.userSig).toMatchObject({ identifier: 'administrator', sdkAppId: 1400000000 })
  })

  test('a UserSig with another key shows both MACs, shortened', async ({ emulator, client }) => {
    const usersig = client.sig('administrator', { sdkSecretKey: 'a key of a real application' })
    await client.command('call_config/get_callback', {}, { usersig })
    const explanation = explain(emulator.requests()[0])
    expect(explanation.error).toMatchObject({ code: 70009 })
    const [failed, ...others] = failedOf(explanation)
    expect(others).toEqual([])
    expect(failed).toMatchObject({ check: 'TLS.sig is the MAC', expected: expect.stringMatching(/^.{8}….{4}$/) })
    const text = failed?.inputs?.[0]?.text ?? ''
    const mac = createHmac('sha256', 'a key of a real application').update(text).digest('base64')
    expect(failed?.received).toBe(`${mac.slice(0, 8)}…${mac.slice(-4)}`)
    expect(JSON.stringify(explanation)).not.toContain(mac)
    expect(explanation.likelyCause).toBeUndefined()
  })

  test.for<[string, string, (key: string, cloudKey: string) => string]>([
    ['the key of the cloud account', 'secretKey of the cloud account', (_, cloudKey) => cloudKey],
    ['a key with a line break', 'whitespace', (key) => `${key}\n`],
  ])('recognises %s', async ([, words, keyOf], { emulator, client }) => {
    const { sdkSecretKey, secretKey } = emulator.credentials
    const usersig = client.sig('administrator', { sdkSecretKey: keyOf(sdkSecretKey, secretKey) })
    await client.command('call_config/get_callback', {}, { usersig })
    expect(explain(emulator.requests()[0]).likelyCause).toContain(words)
  })

  test('a MAC in hex, and one without the last line break, are recognised', async ({ emulator, client }) => {
    const { sdkSecretKey } = emulator.credentials
    const time = Math.floor(Date.now() / 1000)
    const text = `TLS.identifier:administrator\nTLS.sdkappid:1400000000\nTLS.time:${time}\nTLS.expire:3600\n`
    const fields = { 'TLS.ver': '2.0', 'TLS.identifier': 'administrator', 'TLS.sdkappid': 1400000000 }
    const sigOf = (mac: string) =>
      encodeSig(JSON.stringify({ ...fields, 'TLS.time': time, 'TLS.expire': 3600, 'TLS.sig': mac }))
    const mac = (what: string, encoding: 'hex' | 'base64') =>
      createHmac('sha256', sdkSecretKey).update(what).digest(encoding)
    await client.command('call_config/get_callback', {}, { usersig: sigOf(mac(text, 'hex')) })
    await client.command('call_config/get_callback', {}, { usersig: sigOf(mac(text.trimEnd(), 'base64')) })
    const [hex, cut] = emulator.requests().map(explain)
    expect(hex?.likelyCause).toContain('hex')
    expect(cut?.likelyCause).toContain('last line')
  })

  test('a missing or malformed UserSig is the failed step', async ({ emulator, client }) => {
    await client.command('call_config/get_callback', {}, { usersig: undefined })
    await client.command('call_config/get_callback', {}, { usersig: 'garbage' })
    await client.command('call_config/get_callback', {}, { sdkappid: '7' })
    const [missing, garbage, app] = emulator.requests().map(explain)
    expect(missing && failedOf(missing)).toMatchObject([{ check: expect.stringContaining('usersig is missing') }])
    expect(garbage && failedOf(garbage)).toMatchObject([{ check: expect.stringContaining('usersig') }])
    expect(app && failedOf(app)).toMatchObject([{ expected: '1400000000', received: '7' }])
  })

  test('of the bot too', async ({ emulator, client }) => {
    await client.action('StartStreamIngest', client.ingest({ UserSig: client.sig('somebody-else') }))
    const explanation = explain(emulator.requests()[0])
    expect(failedOf(explanation)).toMatchObject([
      { check: 'the bot: TLS.identifier is the user', expected: 'robot', received: 'somebody-else' },
    ])
    expect(explanation.userSig).toMatchObject({ identifier: 'somebody-else' })
  })
})

describe('TC3', () => {
  test('a valid signature comes with both texts and is masked', async ({ emulator, client }) => {
    await client.action('DescribeStreamIngest', { SdkAppId: client.sdkAppId, TaskId: 'x' })
    const { passed, steps } = explain(emulator.requests()[0])
    expect(passed).toBe(true)
    const signature = steps.find(({ check }) => check.startsWith('the signature over host 127.0.0.1'))
    expect(signature).toMatchObject({ expected: '***', received: '***' })
    expect(signature?.inputs).toMatchObject([
      { name: 'canonical request', text: expect.stringMatching(/^POST\n\/\n\ncontent-type:/) },
      { name: 'string to sign', text: expect.stringMatching(/^TC3-HMAC-SHA256\n\d+\n.*\/trtc\/tc3_request\n/) },
    ])
  })

  test('an invalid signature: expected and received', async ({ emulator, client }) => {
    await client.action('DescribeStreamIngest', { TaskId: 'x' }, { secretKey: 'a guess' })
    const explanation = explain(emulator.requests()[0])
    expect(explanation.error?.code).toBe('AuthFailure.SignatureFailure')
    for (const { expected, received } of failedOf(explanation)) {
      expect(expected).toMatch(/^[0-9a-f]{64}$/)
      expect(received).toMatch(/^[0-9a-f]{64}$/)
      expect(expected).not.toBe(received)
    }
    expect(explanation.likelyCause).toBeUndefined()
  })

  test('recognises the key of the application, and a body that was changed after signing', async ({
    emulator,
    client,
  }) => {
    await client.action('DescribeStreamIngest', { TaskId: 'x' }, { secretKey: emulator.credentials.sdkSecretKey })
    await client.action('DescribeStreamIngest', '', { sentBody: '{"TaskId":"x"}' })
    const [key, body] = emulator.requests().map(explain)
    expect(key?.likelyCause).toContain('sdkSecretKey')
    expect(body?.likelyCause).toContain('empty body')
  })

  test('uses the keys and the time of the request', async ({ emulator, client }) => {
    await client.action('DescribeStreamIngest', { TaskId: 'x' })
    emulator.rotate({ secretKey: 'another key' })
    emulator.setClockSkew(3_600_000)
    expect(explain(emulator.requests()[0]).passed).toBe(true)
    await client.action('DescribeStreamIngest', { TaskId: 'x' })
    const [late] = failedOf(explain(emulator.requests()[1]))
    expect(late?.check).toContain('X-TC-Timestamp')
  })
})

test('there is no explanation if no signature was verified', async ({ emulator, client }) => {
  await client.send('nothing/here', {})
  const [request] = emulator.requests()
  expect(request && explainRequest(request)).toBeUndefined()
})

function explain(request: Parameters<typeof explainRequest>[0] | undefined): Explanation {
  const explanation = request && explainRequest(request)
  if (!explanation) throw new Error('there is no explanation')
  return explanation
}
