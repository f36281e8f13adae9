import type { Operation } from '@trtc-call/spec'
import { textOf } from './envelope/envelope.ts'

/** Longer than any id or URL of the vendor. */
const longestText = 1_024

/**
 * A reply in the shape that the spec promises: a text field that came as a number becomes text, and one of any other type
 * or of absurd length is left out. A later request can then use the field, or see that it is absent.
 */
export function readReply(
  { responseStrings = [] }: Operation,
  reply: Readonly<Record<string, unknown>>,
  requestId: string | undefined,
): Readonly<Record<string, unknown>> {
  const texts: Record<string, unknown> = { RequestId: requestId }
  for (const name of responseStrings) {
    const text = textOf(reply[name])
    texts[name] = text === undefined || text.length > longestText ? undefined : text
  }
  const changed = Object.keys(texts).filter((name) => reply[name] !== texts[name])
  if (changed.length === 0) return reply
  const kept = Object.entries({ ...reply, ...texts }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept)
}
