import type { Source } from './source.ts'

/** An AMF0 name and the type marker of a number. */
const key = Buffer.concat([Buffer.from('duration'), Buffer.from([0])])

/** Reads the duration of an FLV from its metadata, in milliseconds. Live streams have none, or 0. */
export async function readFlvDuration({ start }: Source): Promise<number | undefined> {
  const at = start.indexOf(key)
  if (at < 0 || start.length < at + key.length + 8) return undefined
  const seconds = start.readDoubleBE(at + key.length)
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined
}
