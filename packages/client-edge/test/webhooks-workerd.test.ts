import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, expect, test } from 'vitest'

const sdkAppId = 1_400_000_000
const command = 'Call.CallbackAfterEndCall'

/** A receiver as a user would write it, on the built package, beside two routes that tell the test what happened. */
const worker = `
  import { webhookCases } from '../../core/conformance/webhook-cases.ts'
  import * as webhooks from '../dist/webhooks.js'

  const seen = []
  const handle = webhooks.createWebhookHandler({
    sdkAppId: ${sdkAppId},
    call: { secret: { name: 'token', value: 'url-secret-of-this-test' } },
    onEvent: async ({ type, callId }) => {
      await scheduler.wait(1)
      seen.push({ type, callId })
    },
    onError: () => {},
  })
  const run = async ({ name, run }) => {
    try {
      await run()
      return { name, fault: null }
    } catch (error) {
      return { name, fault: String(error) }
    }
  }
  export default {
    async fetch(request, env, context) {
      const { pathname } = new URL(request.url)
      if (pathname === '/cases') return Response.json(await Promise.all(webhookCases(webhooks).map(run)))
      if (pathname === '/seen') return Response.json(seen)
      return handle(request, context)
    },
  }
`

let workerd: Miniflare

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: worker, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    write: false,
  })
  workerd = new Miniflare({
    modules: true,
    script: outputFiles[0]?.text ?? '',
    cf: false,
    compatibilityDate: '2026-07-30',
    compatibilityFlags: ['no_nodejs_compat', 'no_nodejs_compat_v2'],
  })
  await workerd.ready
})

afterAll(() => workerd.dispose())

test('every webhook case holds in workerd', async () => {
  const cases = (await ask('/cases')) as { name: string; fault: string | null }[]
  expect(cases.length).toBeGreaterThan(15)
  expect(cases.filter(({ fault }) => fault !== null)).toEqual([])
})

test('a Worker responds, and its code continues after the response, once for each event', async () => {
  const query = `token=url-secret-of-this-test&SdkAppid=${sdkAppId}&CallbackCommand=${command}`
  const body = JSON.stringify({ CallbackCommand: command, CallRecord: { CallId: 'c-1', CallResult: 'NormalEnd' } })
  const post = () => workerd.dispatchFetch(`http://worker.test/hook?${query}`, { method: 'POST', body })
  for (const response of [await post(), await post()]) {
    expect([response.status, await response.json()]).toEqual([200, { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 }])
  }
  await expect.poll(() => ask('/seen')).toEqual([{ type: 'call-ended', callId: 'c-1' }])
})

async function ask(path: string): Promise<unknown> {
  return (await workerd.dispatchFetch(`http://worker.test${path}`)).json()
}
