import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from 'vitest'
import { before, withListening, withServer } from './listening.ts'
import { runCli, startCli } from './run-cli.ts'

const kept = { url: before.Url, commands: before.CallbackCommandList }

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s puts back what was set before', async (signal) => {
  await withListening(async ({ calls, listen, file, kept: inFile, address }) => {
    const running = await listen()
    await running.saw(`kept in ${file} until then`)
    const ours = await address()
    expect(inFile()).toMatchObject({ before: kept, ours: [ours] })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    running.kill(signal)
    const { code, stderr } = await running.ended
    expect(code).toBe(0)
    expect(stderr).toContain('callbacks go to http://127.0.0.1:1/before?*** (1 kind) again')
    expect(stderr).not.toContain('token=kept')
    expect(await calls.getCallback({})).toMatchObject(before)
    expect(inFile()).toBeUndefined()
  })
})

test('where nothing was set, nothing is set afterwards', async () => {
  await withListening(async ({ calls, listen, kept: inFile, address }) => {
    await calls.deleteCallback({})
    const running = await listen()
    await running.saw('so far no address is set')
    expect(inFile()).toEqual({ ours: [await address()], port: expect.any(Number) })
    running.kill('SIGINT')
    expect((await running.ended).stderr).toContain('no address is set any more, as before')
    expect(await address()).toBeUndefined()
    expect(inFile()).toBeUndefined()
  })
})

test('a start whose answers are lost leaves the address as it was', async () => {
  await withListening(async ({ emulator, env, kept: inFile, address }) => {
    emulator.script('setCallback', { execute: true, then: 'drop', times: 99 })
    const { code, stderr } = await runCli(['webhook', 'listen'], env)
    expect(code).toBe(5)
    expect(stderr).toContain('callbacks go to http://127.0.0.1:1/before?*** (1 kind) again')
    expect(await address()).toBe(before.Url)
    expect(inFile()).toBeUndefined()
  })
})

test('a start that was not executed sets nothing again', async () => {
  await withListening(async ({ emulator, env, kept: inFile, address }) => {
    emulator.script('setCallback', { execute: false, then: 'drop', times: 3 })
    const { code, stderr } = await runCli(['webhook', 'listen', '--verbose'], env)
    expect(code).toBe(5)
    expect(stderr.match(/→ setCallback: /g)).toHaveLength(3)
    expect(stderr).toContain('callbacks go to http://127.0.0.1:1/before?*** (1 kind) again')
    expect(await address()).toBe(before.Url)
    expect(inFile()).toBeUndefined()
  })
})

test('a start that is refused has changed nothing, and keeps nothing', async () => {
  await withListening(async ({ emulator, env, kept: inFile, address }) => {
    emulator.script('setCallback', { code: 100002, times: 99 })
    const { code, stderr } = await runCli(['webhook', 'listen'], env)
    expect(code).toBe(7)
    expect(stderr).not.toContain('again')
    expect(await address()).toBe(before.Url)
    expect(inFile()).toBeUndefined()
  })
})

test('what cannot be put back stays in the file, and the next listener puts it back', async () => {
  await withListening(async ({ emulator, calls, listen, file, kept: inFile, address }) => {
    const running = await listen()
    emulator.script('setCallback', { execute: false, then: 'drop', times: 99 })
    running.kill('SIGINT')
    const ran = await running.ended
    expect(ran.code).toBe(5)
    expect(ran.stderr).toContain(`could not be put back as it was, but is kept in ${file}`)
    const dead = await address()
    expect(inFile()).toMatchObject({ before: kept, ours: [dead] })
    emulator.clearFaults()
    const next = await listen()
    await next.saw('has not put back what was set before it; before it they went to http://127.0.0.1:1/before?***')
    expect(inFile()).toMatchObject({ before: kept, ours: [dead, await address()] })
    next.kill('SIGINT')
    expect((await next.ended).stderr).not.toContain('token=')
    expect(await calls.getCallback({})).toMatchObject(before)
    expect(inFile()).toBeUndefined()
  })
})

test('after a crash the next listener on the same port knows that it is alone', async () => {
  await withListening(async ({ calls, listen }) => {
    const running = await listen()
    const [, port = ''] = /ready at \S+:(\d+);/.exec(running.stderr()) ?? []
    running.kill('SIGKILL')
    await running.ended
    const next = await listen('--port', port)
    await next.saw('the last webhook listen has not put back what was set before it')
    next.kill('SIGTERM')
    await next.ended
    expect(await calls.getCallback({})).toMatchObject(before)
  })
})

const unknownKind = { Url: 'https://receiver.example/old?token=k', CallbackCommandList: ['Call.CallbackAfterNews'] }

test.each([
  ['of a kind that the client does not know', unknownKind, unknownKind],
  ['without an address', { Url: '', CallbackCommandList: [] }, undefined],
])('a setting %s is put back', async (_, odd, after) => {
  let set: object | undefined = odd
  const vendor = (path: string, body: string): object => {
    if (path.endsWith('/get_callback')) return { Response: set }
    set = path.endsWith('/set_callback') ? JSON.parse(body) : undefined
    return {}
  }
  const ok = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: 'some-request' }
  await withServer(
    ({ url = '' }, response, body) => {
      const [path = ''] = url.split('?')
      response.end(JSON.stringify(path === '/_emulator/state' ? { deliveries: [] } : { ...ok, ...vendor(path, body) }))
    },
    async (endpoint) => {
      const app = { TRTC_SDK_APP_ID: '1400000000', TRTC_SDK_SECRET_KEY: 'f'.repeat(64) }
      const running = startCli(['webhook', 'listen'], { ...app, TRTC_CALL_ENDPOINT: endpoint.slice(0, -1) })
      await running.saw('ready at')
      expect(set).toMatchObject({ Url: expect.stringContaining('http://127.0.0.1:') })
      running.kill('SIGINT')
      expect(await running.ended).toMatchObject({ code: 0, stderr: expect.stringContaining('HOME is not set') })
      expect(set).toEqual(after)
    },
  )
})

test('a file that cannot be written keeps nobody from listening; one that cannot be read does', async () => {
  await withListening(async ({ env, calls, file, address }) => {
    const running = startCli(['webhook', 'listen'], { ...env, XDG_CONFIG_HOME: '/dev/null' })
    await running.saw('only this run knows it, for /dev/null/trtc-call/')
    await running.saw('ready at')
    running.kill('SIGINT')
    expect((await running.ended).code).toBe(0)
    expect(await calls.getCallback({})).toMatchObject(before)
    mkdirSync(dirname(file))
    writeFileSync(file, '{"before": {"url": "http://127.0.0.1/?token=half')
    const ran = await runCli(['webhook', 'listen'], env)
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining(`${file} cannot be read`) })
    expect(ran.stderr).not.toContain('half')
    expect(await address()).toBe(before.Url)
  })
})
