import { expect, test } from 'vitest'
import { documentOf } from '../run-cli.ts'
import { startHere } from '../run-here.ts'
import { emulate, findingsOf, serve } from './run-doctor.ts'

test('Ctrl-C shows the findings so far and skips the other checks', async () => {
  const { env } = await emulate()
  let requests = 0
  const silent = await serve(() => {
    requests += 1
    running.kill('SIGINT')
  })
  const stream = ['--stream', `${silent}/a.mp4`]
  const args = ['doctor', '--json', ...stream, '--robot', 'robot']
  const running = startHere(args, { ...env, TRTC_CALL_ENDPOINT: silent })
  const ran = await running.ended
  expect(ran.code).toBe(130)
  expect(documentOf(ran)).toMatchObject({ ok: false, interrupted: true })
  expect(requests).toBe(1)
  const states = findingsOf(ran).map(({ check, state }) => `${check} ${state}`)
  expect(states.slice(0, 4)).toEqual(['sources ok', 'secrets ok', 'proxy ok', 'call-signature skipped'])
  expect(states.at(-1)).toBe('stream skipped')
})
