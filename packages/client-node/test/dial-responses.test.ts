import { describe, expect, test } from 'vitest'
import { createNodeTransport, type Transport } from '../src/index.ts'
import { conventions, startEmulated, streamUrl } from './emulated.ts'

const playing = { robot: 'robot', callees: ['jack'], media: 'video', stream: { url: streamUrl } } as const

/** The vendor's pages leave much open about responses; whatever is missing or null, nothing may crash or be misread. */
describe.each(conventions)('responses with less in them than the samples show (%s)', (ingestRoomIdType) => {
  test.each([null, undefined, 'none', []])('CallResult %j counts as everybody accepted', async (CallResult) => {
    const fetch = rewrite('start_call_by_robot', (data) => ({ ...data, CallResult }))
    const { emulator, dial } = await startEmulated({ ingestRoomIdType }, { fetch })
    const call = await dial(playing)
    expect(call.callees).toEqual([{ userId: 'jack', accepted: true, resultCode: 0 }])
    expect(call.state).toBe('answered')
    await call.hangUp()
    expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
  })

  test.each([null, ''])('CallId %j is no CallId', async (CallId) => {
    const fetch = rewrite('start_call_by_robot', (data) => ({ ...data, CallId }))
    const { emulator, dial } = await startEmulated({ ingestRoomIdType }, { fetch })
    const call = await dial(playing)
    expect(call).toMatchObject({ state: 'unobservable', callId: undefined })
    expect(emulator.requests('startStreamIngest')).toHaveLength(0)
  })

  test.each([null, undefined])('UserList %j is no news, least of all that everybody left', async (UserList) => {
    let rewriting = false
    const fetch = rewrite('get_call_info', (data) => (rewriting ? { ...data, UserList } : data))
    const { emulator, dial } = await startEmulated({ ingestRoomIdType }, { fetch })
    emulator.callee('jack', { does: 'answer', afterMs: 100, hangUpAfterMs: 45_000 })
    const call = await dial({ ...playing, stream: { url: streamUrl, repeat: 'forever' } })
    rewriting = true
    const ended = call.ended()
    await expect(ended).resolves.toMatchObject({ outcome: 'completed', source: 'record' })
    expect(emulator.now() - (emulator.calls()[0]?.answeredAt ?? 0)).toBeGreaterThanOrEqual(45_000)
  })

  test('a rate limit on the record is waited out', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType, users: { jack: { does: 'reject' } } })
    const call = await dial(playing)
    emulator.script('getRecordByCallid', { code: 60007, times: 5 })
    await expect(call.ended()).resolves.toMatchObject({ outcome: 'rejected', source: 'record' })
  })
})

/** Changes the data of one command's responses on their way. */
function rewrite(command: string, change: (data: Record<string, unknown>) => unknown): Transport {
  const send = createNodeTransport()
  return async (url, init) => {
    const { status, headers, text } = await send(url, init).then(async (response) => ({
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    }))
    if (!new URL(url).pathname.endsWith(command)) return { status, headers, text: async () => text }
    const envelope = JSON.parse(text)
    const changed = envelope.Response === undefined ? envelope : { ...envelope, Response: change(envelope.Response) }
    return { status, headers, text: async () => JSON.stringify(changed) }
  }
}
