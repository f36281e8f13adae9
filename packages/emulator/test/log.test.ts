import { expect } from 'vitest'
import { test } from './support/harness.ts'

test('log() is the same in every run', async ({ emulator, client }) => {
  emulator.callee('jill', { does: 'busy' })
  await client.ring(['jack', 'jill'])
  await emulator.advance(400)
  const { TaskId } = await client.action('StartStreamIngest', client.ingest())
  await client.action('StopStreamIngest', { SdkAppId: client.sdkAppId, TaskId })
  await client.command('call_engine_http_srv/start_call_by_robot', {})
  // The time at which a source is fetched varies.
  const lines = emulator.log().filter((line) => !line.startsWith('ingest-fetched'))
  expect(lines).toEqual([
    'call-started robot',
    'ring jack',
    'ring jill',
    'request startCallByRobot OK',
    'busy jill',
    'answer jack',
    'ingest-started robot https://media.example/welcome.mp4',
    'request startStreamIngest OK',
    'ingest-ended robot stopped',
    'request stopStreamIngest OK',
    'request startCallByRobot 101002',
  ])
})
