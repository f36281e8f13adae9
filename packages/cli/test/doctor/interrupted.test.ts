import { expect, test } from 'vitest'
import { documentOf, startCli } from '../run-cli.ts'
import { emulate, findingsOf, serve } from './examinee.ts'

test('Ctrl-C while it asks: what was found so far is told, the rest is not asked', async () => {
  const { env } = await emulate()
  let asked = 0
  const silent = await serve(() => {
    asked += 1
    running.kill('SIGINT')
  })
  const stream = ['--stream', `${silent}/a.mp4`]
  const args = ['doctor', '--json', ...stream, '--robot', 'robot']
  const running = startCli(args, { ...env, TRTC_CALL_ENDPOINT: silent })
  const ran = await running.ended
  expect(ran.code).toBe(130)
  expect(documentOf(ran)).toMatchObject({ ok: false, interrupted: true })
  expect(asked).toBe(1)
  const states = findingsOf(ran).map(({ check, state }) => `${check} ${state}`)
  expect(states.slice(0, 4)).toEqual(['origins ok', 'secrets ok', 'proxy ok', 'call-signature skipped'])
  expect(states.at(-1)).toBe('stream skipped')
})
