/** An FLV with one metadata tag, and its duration if given. */
export function flv(seconds?: number): Buffer {
  const value = Buffer.alloc(8)
  value.writeDoubleBE(seconds ?? 0)
  const name = Buffer.from('\x02\0\x0aonMetaData\x08\0\0\0\x01\0\x08duration\0', 'latin1')
  return Buffer.concat([Buffer.from('FLV\x01\x05\0\0\0\x09\0\0\0\0\x12', 'latin1'), name, value])
}

/** 128 kbit/s, 44.1 kHz, stereo: 417 bytes and 1152 samples per frame. */
const mp3Header = Buffer.from([0xff, 0xfb, 0x90, 0x00])
const mp3FrameBytes = 417

/** An MP3 with a number of frames, optionally with an ID3 tag, or with a frame count in the first frame. */
export function mp3(frames: number, { tagBytes = 0, counted }: { tagBytes?: number; counted?: number } = {}): Buffer {
  const frame = Buffer.concat([mp3Header, Buffer.alloc(mp3FrameBytes - 4)])
  const first = Buffer.from(frame)
  if (counted !== undefined) {
    first.write('Xing', 36, 'latin1')
    first.writeUInt32BE(1, 40)
    first.writeUInt32BE(counted, 44)
  }
  const size = [21, 14, 7, 0].map((shift) => (tagBytes >> shift) & 0x7f)
  const tag = Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), Buffer.from(size), Buffer.alloc(tagBytes)])
  const rest = Array.from({ length: frames - 1 }, () => frame)
  return Buffer.concat([tagBytes > 0 ? tag : Buffer.alloc(0), first, ...rest])
}

/** Empty MPEG-TS packets. */
export function transportStream(packets = 10): Buffer {
  return Buffer.concat(
    Array.from({ length: packets }, () => Buffer.concat([Buffer.from([0x47]), Buffer.alloc(187, 0xff)])),
  )
}

/** The start of a WebM or MKV, with a segment of unknown size as in live streams. */
export function matroska(seconds: number, docType: 'webm' | 'matroska' = 'webm'): Buffer {
  const ticks = Buffer.alloc(8)
  ticks.writeDoubleBE(seconds * 500)
  const info = element(
    '1549a966',
    Buffer.concat([element('2ad7b1', Buffer.from('1e8480', 'hex')), element('4489', ticks)]),
  )
  const head = element('1a45dfa3', element('4282', Buffer.from(docType)))
  return Buffer.concat([head, Buffer.from('1853806701ffffffffffffff', 'hex'), element('ec', Buffer.alloc(20)), info])
}

function element(id: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(id, 'hex'), Buffer.from([0x80 | content.length]), content])
}
