import type { CalleeBehaviour } from '@trtc-call/emulator'
import { UsageError } from '../errors.ts'
import type { Options, ValuesOf } from '../options.ts'
import { quoteValue } from '../quote.ts'

/** How the emulator's phones behave. */
export const phoneOptions = {
  phone: {
    kind: 'text',
    value: 'USER=answer|reject|ignore|busy|offline',
    repeatable: true,
    summary: 'what a callee does when it rings; all others answer',
  },
  hangUpAfterMs: {
    kind: 'integer',
    value: 'MS',
    min: 0,
    max: 86_400_000,
    summary: 'when each --phone USER=answer hangs up, default never',
  },
} as const satisfies Options

const deeds = ['answer', 'reject', 'ignore', 'busy', 'offline'] as const satisfies readonly CalleeBehaviour['does'][]

/** @throws UsageError naming the flag. */
export function readPhones({ phone, hangUpAfterMs }: ValuesOf<typeof phoneOptions>): Record<string, CalleeBehaviour> {
  const read = phone.map((text) => readPhone(text, hangUpAfterMs))
  const users = Object.fromEntries(read)
  if (Object.keys(users).length < read.length) throw new UsageError('--phone is given twice for the same user')
  if (hangUpAfterMs !== undefined && !read.some(([, { does }]) => does === 'answer')) {
    throw new UsageError('--hang-up-after-ms needs a --phone USER=answer')
  }
  return users
}

function readPhone(text: string, hangUpAfterMs: number | undefined): [string, CalleeBehaviour] {
  const [, user, deed] = /^(.+)=(.*)$/s.exec(text) ?? []
  const does = deeds.find((known) => known === deed)
  if (user === undefined || does === undefined) {
    throw new UsageError(`--phone must be USER=${deeds.join('|')}; given: ${quoteValue(text)}`)
  }
  return [user, { does, ...(does === 'answer' && hangUpAfterMs !== undefined ? { hangUpAfterMs } : {}) }]
}
