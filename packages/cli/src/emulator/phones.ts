import type { CalleeBehaviour } from '@trtc-call/emulator'
import { UsageError } from '../errors.ts'
import type { Options, ValuesOf } from '../options.ts'
import { quoteValue } from '../quote-in-message.ts'

/** How the emulator's phones behave. */
export const phoneOptions = {
  phone: {
    kind: 'text',
    value: 'USER=answer|reject|ignore|busy|offline',
    repeatable: true,
    summary: 'what a callee does when the phone rings [answer]',
  },
  hangUpAfter: {
    kind: 'duration',
    min: 0,
    max: 86_400_000,
    summary: 'when each --phone USER=answer hangs up [never]',
  },
} as const satisfies Options

const actions = ['answer', 'reject', 'ignore', 'busy', 'offline'] as const satisfies readonly CalleeBehaviour['does'][]

/** @throws UsageError naming the flag. */
export function readPhones({ phone, hangUpAfter }: ValuesOf<typeof phoneOptions>): Record<string, CalleeBehaviour> {
  const phones = phone.map((text) => readPhone(text, hangUpAfter))
  const users = Object.fromEntries(phones)
  if (Object.keys(users).length < phones.length) throw new UsageError('--phone is given twice for the same user')
  if (hangUpAfter !== undefined && !phones.some(([, { does }]) => does === 'answer')) {
    throw new UsageError('--hang-up-after needs a --phone USER=answer')
  }
  return users
}

function readPhone(text: string, hangUpAfterMs: number | undefined): [string, CalleeBehaviour] {
  const [, user, action] = /^(.+)=(.*)$/s.exec(text) ?? []
  const does = actions.find((known) => known === action)
  if (user === undefined || does === undefined) {
    throw new UsageError(`--phone must be USER=${actions.join('|')}; given: ${quoteValue(text)}`)
  }
  return [user, { does, ...(does === 'answer' && hangUpAfterMs !== undefined ? { hangUpAfterMs } : {}) }]
}
