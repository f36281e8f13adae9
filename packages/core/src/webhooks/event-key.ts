import { webHashing } from '../signing/hashing.ts'
import { malformed } from './raw-body.ts'

const hexDigits = 32

/**
 * Returns the key of an event: equal for all deliveries of one event, different for different events. It hashes the whole
 * event, because the vendor sends no event id.
 */
export function eventKey(sdkAppId: number, name: string, identity: unknown): string {
  let text: string
  try {
    text = canonical(identity)
  } catch {
    throw malformed('is nested too deeply')
  }
  return `${sdkAppId}:${name}:${webHashing.sha256Hex(text).slice(0, hexDigits)}`
}

/** JSON with sorted keys, and with numbers as text because the vendor sends some fields as either. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(typeof value === 'number' ? String(value) : value)
  }
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`
}
