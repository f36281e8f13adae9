import { once } from 'node:events'
import { EventEmitter } from 'node:stream'
import { expect, test } from 'vitest'
import { checkStream } from '../../src/doctor/check-stream.ts'
import { doctor, emulate, findingOf, findingsOf, serve } from './run-doctor.ts'

test.each([
  [200, 'video/mp4', 'ok'],
  [200, 'text/html', 'warning'],
  [302, 'text/html', 'warning'],
  [403, 'text/html', 'warning'],
  [404, 'text/html', 'failed'],
])('--stream: HEAD with %s and %s is %s', async (status, type, state) => {
  const methods: unknown[] = []
  const url = await serve(({ method }, response) => {
    methods.push(method)
    response.writeHead(status, { 'content-type': type, location: '/elsewhere' }).end()
  })
  const { env } = await emulate()
  const ran = await doctor(env, '--stream', `${url}/a?sign=a-secret-of-mine`)
  expect(findingOf(findingsOf(ran), 'stream')).toMatchObject({ state })
  expect(methods).toEqual(['HEAD'])
  expect(ran.stdout + ran.stderr).not.toContain('a-secret-of-mine')
})

test('a server that never responds fails the check after the timeout', async () => {
  const url = await serve(() => {})
  const { signal } = new AbortController()
  expect(await checkStream(`${url}/a.mp4`, { signal, timeoutMs: 50 })).toMatchObject({
    state: 'failed',
    summary: expect.stringContaining('no response in time'),
  })
})

test('an interruption ends the request', async () => {
  const server = new EventEmitter()
  const url = await serve(() => server.emit('request'))
  const stopping = new AbortController()
  const looking = checkStream(`${url}/a.mp4`, { signal: stopping.signal })
  await once(server, 'request')
  stopping.abort(new Error('enough'))
  expect(await looking).toMatchObject({ state: 'skipped', summary: expect.stringContaining('interrupted') })
})

test.each(['rtmp://example.com/live', 'https://me:password@example.com/a.mp4'])('%s is skipped', async (stream) => {
  const { signal } = new AbortController()
  expect(await checkStream(stream, { signal })).toMatchObject({ state: 'skipped' })
})

test.each([
  ['nonsense', '--stream must be a URL'],
  ['ftp://example.com/a.mp4', '--stream must be an http, https or rtmp URL'],
])('--stream %s is refused before anything is sent', async (stream, expected) => {
  const { emulator, env } = await emulate()
  const before = emulator.requests().length
  expect(await doctor(env, '--stream', stream)).toMatchObject({ code: 2, stderr: expect.stringContaining(expected) })
  expect(emulator.requests()).toHaveLength(before)
})
