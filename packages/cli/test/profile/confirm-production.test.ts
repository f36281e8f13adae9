import { expect, test } from 'vitest'
import { confirmProduction } from '../../src/profile/confirm-production.ts'

type Asking = Parameters<typeof confirmProduction>[0]

function asking(given: { production?: boolean; yes?: boolean; isTTY?: boolean; answer?: string }): Asking & {
  readonly said: string[]
} {
  const { production = true, yes = false, isTTY = true, answer = '' } = given
  const said: string[] = []
  const output = { isTTY, write: (text: string) => void said.push(text) }
  const stdin = { isTTY, read: async () => '', readLine: async () => answer }
  const io = {
    program: '',
    platform: 'linux',
    env: {},
    stdin,
    stdout: output,
    stderr: output,
    onSignal: () => () => {},
  }
  return { io, options: { yes }, profile: { name: 'live', production }, rehearsal: undefined, said }
}

test.each(['y', 'YES ', 'Yes'])('goes on after %j, and says what it would do', async (answer) => {
  const context = asking({ answer })
  await confirmProduction(context, 'ring jack')
  expect(context.said.join('')).toMatch(/live is marked production. This will ring jack/)
})

test.each(['', 'n', 'yellow'])('does not go on after %j', async (answer) => {
  await expect(confirmProduction(asking({ answer }), 'ring jack')).rejects.toThrow(/not confirmed/)
})

test('without a terminal it asks nobody, and names the flag', async () => {
  const context = asking({ isTTY: false, answer: 'y' })
  await expect(confirmProduction(context, 'ring jack')).rejects.toMatchObject({
    message: 'the profile live is marked production: this will ring jack',
    hint: expect.stringContaining('--yes'),
  })
  expect(context.said).toEqual([])
})

test('asks nothing with --yes, or of another profile', async () => {
  for (const given of [{ yes: true }, { production: false }]) {
    const context = asking({ ...given, isTTY: false })
    await confirmProduction(context, 'ring jack')
    expect(context.said).toEqual([])
  }
})
