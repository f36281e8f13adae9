import { describe, expect } from 'vitest'
import type { Explanation } from '../src/index.ts'
import { sendRequest } from './support/control.ts'
import { test } from './support/harness.ts'
import { signTc3 } from './support/tc3.ts'
import { type FormParts, sendForm } from './support/v1-request.ts'

const query = 'sign=a-secret-of-the-owner'
const url = (name: string) => `https://media.example/${name}.mp4?${query}`

test('lists of URLs are masked in every format of a request', async ({ emulator, client }) => {
  const SourceUrl = [url('one'), url('two')]
  const others = client.ingest({ PrivateMapKey: 'a-secret-ticket' })
  const body = { ...others, SourceUrl }
  await client.action('StartStreamIngest', body)
  await client.action('StartStreamIngest', body, { secretKey: 'guess' })
  const { secretId, secretKey } = client.cloud
  const fields = Object.entries({ ...others, 'SourceUrl.0': SourceUrl[0], 'SourceUrl.1': SourceUrl[1] })
  const parameters = { Region: 'ap-guangzhou', Nonce: '42', SecretId: secretId, Timestamp: String(seconds()) }
  const form = {
    ...{ url: emulator.url, secretKey },
    parameters: {
      ...{ Action: 'StartStreamIngest', Version: '2019-07-22', ...parameters },
      ...Object.fromEntries(fields.map(([name, value]) => [name, String(value)])),
    },
  }
  for (const method of ['GET', 'POST'] as const) {
    await sendForm({ ...form, method } as FormParts)
    await sendForm({ ...form, method, secretKey: 'guess' } as FormParts)
  }
  const shown = await Promise.all(
    emulator
      .requests()
      .map(async ({ index }) => (await sendRequest(emulator, 'GET', `/_emulator/requests/${index}`)).body),
  )
  expect(shown).toHaveLength(6)
  for (const one of shown) {
    expect(one).toMatchObject({
      body: { SourceUrl: ['https://media.example/one.mp4', 'https://media.example/two.mp4'] },
    })
    const text = JSON.stringify(one)
    expect(text).not.toContain('a-secret')
    expect(text).not.toContain(String(body.UserSig))
  }
})

describe('temporary credentials', () => {
  test.override({ options: { token: 'a-secret-token' } })

  test('the token and the query fields are masked in the explanation', async ({ emulator, client }) => {
    const { host } = new URL(emulator.url)
    const search = new URLSearchParams({ UserSig: 'a-secret-signature', 'SourceUrl.0': url('one'), Volume: '50' })
    const { authorization = '', ...signed } = signTc3({
      ...{ ...client.cloud, host, action: 'StartStreamIngest', body: '', timestamp: seconds() },
    })
    const headers = {
      ...{ ...signed, host, 'x-tc-token': 'a-secret-token' },
      authorization: authorization.replace('content-type;host', 'content-type;host;x-tc-token'),
    }
    await sendRequest(emulator, 'GET', `/?${search}`, { headers })
    const { body } = await sendRequest(emulator, 'GET', '/_emulator/requests/0')
    expect(body).toMatchObject({ headers: { 'x-tc-token': '***' } })
    const { explanation } = body as { readonly explanation: Explanation }
    const [canonical] = explanation.steps.at(-1)?.inputs ?? []
    const lines = canonical?.text.split('\n')
    expect(lines).toContain('UserSig=***&SourceUrl.0=https://media.example/one.mp4&Volume=50')
    expect(lines).toContain('x-tc-token:***')
    expect(JSON.stringify(body)).not.toContain('a-secret')
  })
})

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
