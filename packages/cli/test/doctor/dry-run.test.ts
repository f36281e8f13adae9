import { expect, test } from 'vitest'
import { documentOf } from '../run-cli.ts'
import { runHere } from '../run-here.ts'
import { emulate } from './run-doctor.ts'

const everything = [
  '--robot',
  'robot',
  '--callee',
  'jack',
  '--stream',
  'https://example.com/a.mp4?sign=a-secret-of-mine',
]

interface Shown {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

const nameOf = ({ method, url, headers }: Shown): string =>
  headers['x-tc-action'] ?? (method === 'HEAD' ? `HEAD ${url}` : (new URL(url).pathname.split('/').at(-1) ?? ''))

test('--dry-run shows each request and sends none', async () => {
  const { emulator, env } = await emulate()
  const before = emulator.requests().length
  const ran = await runHere(['doctor', '--dry-run', '--json', ...everything], env)
  expect(ran.code).toBe(0)
  const { requests } = documentOf(ran) as unknown as { requests: readonly Shown[] }
  expect(requests.map(nameOf)).toEqual([
    ...['get_callback', 'get_call_info', 'get_record_by_filter', 'account_check', 'query_online_status'],
    'DescribeStreamIngest',
    'HEAD https://example.com/a.mp4?***',
  ])
  expect(emulator.requests()).toHaveLength(before)
  for (const secret of ['a-secret-of-mine', env.TRTC_SDK_SECRET_KEY, env.TENCENTCLOUD_SECRET_KEY]) {
    expect(ran.stdout + ran.stderr).not.toContain(secret)
  }
})

test('--dry-run and --curl show the request for the stream', async () => {
  const { env } = await emulate()
  const { stdout } = await runHere(['doctor', '--dry-run', ...everything], env)
  expect(stdout).toMatch(/^HEAD https:\/\/example\.com\/a\.mp4\?\*\*\*$/m)
  const curl = await runHere(['doctor', '--curl', ...everything], env)
  expect(curl.stdout).toMatch(/^curl -I 'https:\/\/example\.com\/a\.mp4\?\*\*\*'$/m)
})

test('an API that cannot be checked is named on stderr, with the reason', async () => {
  const { env } = await emulate()
  const ran = await runHere(['doctor', '--dry-run', '--json'], { ...env, TRTC_SDK_SECRET_KEY: '' })
  const { requests } = documentOf(ran) as unknown as { requests: readonly Shown[] }
  expect(requests.map(nameOf)).toEqual(['DescribeStreamIngest'])
  expect(ran.stderr).toMatch(/call-access: missing: .*TRTC_SDK_SECRET_KEY.*doctor would send nothing for this check/)
})
