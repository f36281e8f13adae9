/** A box of an MP4. */
export function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(8 + content.length, 0)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, content])
}

/** A movie header, short or long. */
export function movieHeader(timescale: number, duration: number, version: 0 | 1 = 0): Buffer {
  const content = Buffer.alloc(version === 0 ? 100 : 112)
  content[0] = version
  content.writeUInt32BE(timescale, version === 0 ? 12 : 20)
  if (version === 0) content.writeUInt32BE(duration, 16)
  else content.writeBigUInt64BE(BigInt(duration), 24)
  return box('mvhd', content)
}

/** An MP4 with only a duration; `movieLast` puts the media before the header. */
export function mp4({
  seconds,
  mediaBytes = 64,
  movieLast = false,
}: {
  seconds: number
  mediaBytes?: number
  movieLast?: boolean
}) {
  const start = box('ftyp', Buffer.from('isom\0\0\0\0isom'))
  const movie = box('moov', movieHeader(1000, seconds * 1000))
  const media = box('mdat', Buffer.alloc(mediaBytes))
  return Buffer.concat(movieLast ? [start, media, movie] : [start, movie, media])
}
