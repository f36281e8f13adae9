import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { makeHome } from '../profile/home.ts'
import { type OnTerminal, startOnTerminal } from '../terminal.ts'
import { emulate } from './examinee.ts'

async function examine(...args: string[]) {
  const { emulator, env } = await emulate()
  const home = makeHome()
  await home.run(['profile', 'add', 'mine', '--identifier', 'administrator'])
  const running: OnTerminal = startOnTerminal(['doctor', ...args], { ...env, HOME: home.folder })
  const saved = (): unknown => JSON.parse(readFileSync(home.file, 'utf8')).profiles.mine.roomIdType
  return { emulator, running, saved }
}

const first = /This will .*Go on\?/s
const second = /Write the answer to the profile mine\?/

describe('doctor on a terminal', () => {
  test('--live asks before and after; what was typed early answers both', async () => {
    const { emulator, running, saved } = await examine('--live')
    await running.saw(first)
    expect(emulator.requests()).toHaveLength(2) // the accounts
    running.type('yy')
    expect(await running.ended).toMatchObject({
      stdout: expect.stringContaining('roomIdType guide is written to mine'),
    })
    expect(saved()).toBe('guide')
  })

  test('no to the second question: nothing is written, and the rest goes on', async () => {
    const { running, saved } = await examine('--live')
    await running.saw(first)
    running.type('y')
    await running.saw(second)
    running.type('n')
    expect(await running.ended).toMatchObject({ stdout: expect.stringContaining('room-id-type') })
    expect(saved()).toBeUndefined()
  })

  test('Ctrl-C at the second question: nobody is rung, though that was agreed', async () => {
    const { emulator, running, saved } = await examine('--live', '--ring', 'jack', '--robot', 'robot')
    await running.saw(first)
    running.type('y')
    await running.saw(second)
    running.type('\u0003')
    expect(await running.ended).toMatchObject({ code: 130 })
    expect(emulator.rings('jack')).toBe(0)
    expect(saved()).toBeUndefined()
  })

  test('Ctrl-C at the first one: nothing was sent', async () => {
    const { emulator, running } = await examine('--ring', 'jack', '--robot', 'robot')
    await running.saw(first)
    running.type('\u0003')
    expect(await running.ended).toMatchObject({ code: 130, screen: expect.stringContaining('nothing was sent') })
    expect(emulator.requests()).toHaveLength(2)
  })
})
