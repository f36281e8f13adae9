import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { exports: Record<string, unknown> }
const subpaths = Object.keys(exports).filter((path) => !path.endsWith('.json'))

/** What a bundler makes of a Worker that has this one line. */
async function bundle(line: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: line, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['@opentelemetry/api'],
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

/** Whatever is of one runtime alone, or forbidden on another. */
const ofOtherRuntimes: readonly RegExp[] = [
  /["'`]node:/,
  /\bprocess\b\s*[.?[]/,
  /\bBuffer\b/,
  /\brequire\s*\(/,
  /\bXMLHttpRequest\b/,
  /\beval\b/,
  /\bnew Function\b/,
]

test.each(subpaths)('the bundle of %s contains nothing of another runtime', async (subpath) => {
  const text = await bundle(`export * from '@trtc-call/edge${subpath.slice(1)}'`)
  expect(text.length).toBeGreaterThan(100)
  expect(ofOtherRuntimes.filter((name) => name.test(text))).toEqual([])
})

/** Parts that are only in a bundle that asks for them: how to ask, and words of theirs that no minifier changes. */
const parts = {
  'the clients': ["export { CallClient, TrtcClient } from '@trtc-call/edge'", ['startCallByRobot', 'TC3-HMAC-SHA256']],
  'openapi-fetch': ["export { CallClient } from '@trtc-call/edge'", ['deepObject', 'parseAs']],
  dial: ["export { createTrtcCall } from '@trtc-call/edge'", ['dial: ']],
  'inflate, for inspection': ["export { inspectUserSig } from '@trtc-call/edge'", ['invalid distance']],
  webhooks: ["export * from '@trtc-call/edge/webhooks'", ['Duplicate key']],
  opentelemetry: ["export * from '@trtc-call/edge/otel'", ['@opentelemetry/api']],
  'hints of single codes': ["export * from '@trtc-call/edge/errors'", ['/document/product/']],
} as const satisfies Record<string, readonly [line: string, words: readonly string[]]>

const small: readonly (readonly [what: string, line: string, without: readonly (keyof typeof parts)[]])[] = [
  ['mintUserSig', "export { mintUserSig } from '@trtc-call/edge'", Object.keys(parts) as (keyof typeof parts)[]],
  [
    'both clients',
    parts['the clients'][0],
    ['dial', 'inflate, for inspection', 'webhooks', 'opentelemetry', 'hints of single codes'],
  ],
  ['dial', parts.dial[0], ['inflate, for inspection', 'webhooks', 'opentelemetry', 'hints of single codes']],
]

describe.each(Object.entries(parts))('%s', (_, [line, words]) => {
  test('its words are in a bundle that asks for it, so that they would be seen', async () => {
    const text = await bundle(line)
    expect(words.filter((word) => !text.includes(word))).toEqual([])
  })
})

test.each(small)('a bundle of %s has no other part in it', async (_, line, without) => {
  const text = await bundle(line)
  const found = without.filter((part) => parts[part][1].some((word) => text.includes(word)))
  expect(found).toEqual([])
})
