import { callOperations, trtcOperations } from '@trtc-call/spec'
import { expect, test } from 'vitest'
import { callsOn, rejectionOf, trtcOn } from './support/clients.ts'
import { sentExamples } from './support/examples.ts'
import { callError, createWire, drop, respondWith, type Step, trtcError } from './support/wire.ts'

/** Attempts after which the operation may have been executed. */
const lost: Readonly<Record<string, Step>> = {
  'a lost answer': drop(),
  'a 502': respondWith('<html>Bad Gateway</html>', 502),
  'a 429 of unknown origin': respondWith('', 429),
}

/** Refusals of the repetition, and a repetition that never left the machine. */
const callEnds = [callError(60007), callError(70001), callError(60021), drop('ECONNREFUSED')]
const trtcEnds = [trtcError('RequestLimitExceeded'), trtcError('AuthFailure.SecretIdNotFound'), drop('ENOTFOUND')]

const idempotent = [...Object.values(callOperations), ...Object.values(trtcOperations)].filter(
  ({ effect }) => effect === 'idempotent',
)

test.each(idempotent)('$id stays unknown when its retry is refused', async ({ id, family }) => {
  const examples = sentExamples(family)
  for (const first of Object.values(lost)) {
    for (const end of family === 'call' ? callEnds : trtcEnds) {
      const wire = createWire(first, ...Array.from({ length: 5 }, () => end))
      const client = family === 'call' ? callsOn(wire) : trtcOn(wire)
      const send = client as unknown as Record<string, (body: object) => Promise<unknown>>
      const error = await rejectionOf(send[id]?.(examples.get(id) ?? {}) ?? Promise.resolve())
      expect(error).toMatchObject({ outcome: 'unknown', attempts: wire.requests.length })
      expect(error).toHaveProperty('cause.code', expect.stringMatching(/^ERR_(API|CONNECTION)$/))
      expect(error).not.toHaveProperty('cause.outcome', 'unknown')
    }
  }
})

test('a refused read is refused, after any earlier attempt', async () => {
  const wire = createWire(drop(), callError(101004))
  await expect(callsOn(wire).getCallInfo({ CallId: 'c-1' })).rejects.toMatchObject({ outcome: 'refused' })
})
