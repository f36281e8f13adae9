import type { Source } from './source.ts'

/** A name of AMF0, followed by the marker of a number. */
const key = Buffer.concat([Buffer.from('duration'), Buffer.from([0])])

/** How long an FLV says in its metadata that it plays, in milliseconds. A live one says nothing, or 0. */
export async function readFlvDuration({ start }: Source): Promise<number | undefined> {
  const at = start.indexOf(key)
  if (at < 0 || start.length < at + key.length + 8) return undefined
  const seconds = start.readDoubleBE(at + key.length)
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined
}
