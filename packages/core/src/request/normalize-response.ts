import type { Operation } from '@trtc-call/spec'
import { textOf } from './envelope.ts'

/** More than any id or URL of the vendor. */
const maxTextLength = 1_024

/**
 * Gives a response the types of the spec: a text field that came as a number becomes text; one of another type or of
 * absurd length is removed. Callers can then use the field or see that it is missing.
 */
export function normalizeResponse(
  { responseStrings = [] }: Operation,
  response: Readonly<Record<string, unknown>>,
  requestId: string | undefined,
): Readonly<Record<string, unknown>> {
  const texts: Record<string, unknown> = { RequestId: requestId }
  for (const name of responseStrings) {
    const text = textOf(response[name])
    texts[name] = text === undefined || text.length > maxTextLength ? undefined : text
  }
  const changed = Object.keys(texts).filter((name) => response[name] !== texts[name])
  if (changed.length === 0) return response
  const kept = Object.entries({ ...response, ...texts }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(kept)
}
