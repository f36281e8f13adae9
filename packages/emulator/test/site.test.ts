import { callDocument } from '@trtc-call/spec/documents'
import { describe, expect } from 'vitest'
import type { Emulator } from '../src/index.ts'
import { sites } from '../src/sites.ts'
import { sendRequest } from './support/control.ts'
import { test } from './support/harness.ts'
import type { RawClient } from './support/raw-client.ts'

/** Sends a request with a Host header, as in a network where the name resolves to the emulator. */
async function askUnder(host: string, emulator: Emulator, { sdkAppId, sig }: RawClient): Promise<unknown> {
  const usersig = sig('administrator')
  const query = { sdkappid: String(sdkAppId), identifier: 'administrator', usersig, random: '1', contenttype: 'json' }
  const path = `/v4/call_config/get_callback?${new URLSearchParams(query)}`
  return (await sendRequest(emulator, 'POST', path, { body: '{}', headers: { host } })).body
}

test('the sites are those of the document', () => {
  const { servers } = callDocument as unknown as { readonly servers: readonly { readonly 'x-site'?: string }[] }
  expect(servers.flatMap((server) => server['x-site'] ?? [])).toEqual(sites)
})

test('without the option, every site is accepted', async ({ emulator, client }) => {
  const answer = await askUnder('adminapikr.im.qcloud.com', emulator, client)
  expect(answer).toMatchObject({ ErrorCode: 100301 })
})

describe('an application of Singapore', () => {
  test.override({ options: { site: 'singapore' } })

  test('is rejected on the hosts of other sites, including backups', async ({ emulator, client }) => {
    for (const host of ['console.tim.qq.com', 'ADMINAPIKR.my-imcloud.com:443']) {
      const answer = await askUnder(host, emulator, client)
      expect(answer).toMatchObject({ ErrorCode: 60026, ErrorInfo: expect.stringContaining('singapore') })
    }
  })

  test('accepts its own hosts and the emulator’s own host', async ({ emulator, client }) => {
    for (const host of ['adminapisgp.im.qcloud.com', 'adminapisgp.my-imcloud.com', new URL(emulator.url).host]) {
      expect(await askUnder(host, emulator, client)).toMatchObject({ ErrorCode: 100301 })
    }
    expect(emulator.clientOptions.call.site).toBe('singapore')
  })
})
