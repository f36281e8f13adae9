import { webHashing } from '../signing/hashing.ts'
import { malformed } from './raw-body.ts'

const digits = 32

/**
 * One event's key: the same for every delivery of it, another for every other event. It is made of all that the event says,
 * because no id of the vendor's is in it; of a fixed length, because what arrives may be as long as it likes.
 */
export function eventKey(sdkAppId: number, name: string, identity: unknown): string {
  let text: string
  try {
    text = canonical(identity)
  } catch {
    throw malformed('is nested too deeply')
  }
  return `${sdkAppId}:${name}:${webHashing.sha256Hex(text).slice(0, digits)}`
}

/** JSON in one order, with numbers as text, since some fields come as either. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(typeof value === 'number' ? String(value) : value)
  }
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`
}
