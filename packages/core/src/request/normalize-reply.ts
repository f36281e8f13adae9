import type { Operation } from '@trtc-call/spec'
import { textOf } from './envelope.ts'

/** More than any id or URL of the vendor. */
const maxTextLength = 1_024

/**
 * Gives a reply the types of the spec: a text field that came as a number becomes text; one of another type or of absurd length
 * is removed. Callers can then use the field or see that it is missing.
 */
export function normalizeReply(
  { responseStrings = [] }: Operation,
  reply: Readonly<Record<string, unknown>>,
  requestId: string | undefined,
): Readonly<Record<string, unknown>> {
  const texts: Record<string, unknown> = { RequestId: requestId }
  for (const name of responseStrings) {
    const text = textOf(reply[name])
    texts[name] = text === undefined || text.length > maxTextLength ? undefined : text
  }
  const changed = Object.keys(texts).filter((name) => reply[name] !== texts[name])
  if (changed.length === 0) return reply
  const kept = Object.entries({ ...reply, ...texts }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept)
}
