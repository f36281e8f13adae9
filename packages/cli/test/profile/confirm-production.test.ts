import { expect, test } from 'vitest'
import { confirmProduction } from '../../src/profile/confirm-production.ts'

// The question itself is tested in confirm-on-terminal.test.ts.
type Asking = Parameters<typeof confirmProduction>[0]

function asking(given: {
  production?: boolean
  yes?: boolean
  isTTY?: boolean
  env?: Record<string, string>
}): Asking & {
  readonly written: string[]
} {
  const { production = true, yes = false, isTTY = true, env = {} } = given
  const written: string[] = []
  const output = { isTTY, write: (text: string) => void written.push(text) }
  const prompt = (): never => {
    throw new Error('must not ask')
  }
  const stdin = { isTTY, read: async () => new Uint8Array(), prompt }
  const io = { program: '', platform: 'linux', env, stdin, stdout: output, stderr: output, onSignal: () => () => {} }
  const { signal } = new AbortController()
  return { io, signal, options: { yes }, profile: { name: 'live', production }, dryRun: undefined, written }
}

test.each([
  ['without a terminal', { isTTY: false }],
  ['where CI is set', { env: { CI: 'true' } }],
  ['on a dumb terminal', { env: { TERM: 'dumb' } }],
])('%s it does not ask and names --yes', async (_, given) => {
  const context = asking(given)
  await expect(confirmProduction(context, 'ring jack')).rejects.toMatchObject({
    message: 'the profile live is marked production: this will ring jack',
    hint: expect.stringContaining('--yes'),
  })
  expect(context.written).toEqual([])
})

test('does not ask with --yes, or with another profile', async () => {
  for (const given of [{ yes: true }, { production: false }]) {
    const context = asking(given)
    await confirmProduction(context, 'ring jack')
    expect(context.written).toEqual([])
  }
})
