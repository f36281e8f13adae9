import type { Source } from './source.ts'

interface Frame {
  readonly bitsPerSecond: number
  readonly samplesPerSecond: number
  readonly samples: number
  /** Offset from the frame header to the `Xing` or `Info` header, which may hold the number of frames. */
  readonly countOffset: number
}

const mpeg1Rates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
const mpeg2Rates = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
const sampleRates = [44_100, 48_000, 32_000]

/** Computes the duration of an MP3 in milliseconds, from its frame count, or from its size and the first frame's bit rate. */
export async function readMp3Duration({ readAt, totalBytes }: Source): Promise<number | undefined> {
  const tagBytes = tagLength(await readAt(0, 10))
  const bytes = await readAt(tagBytes, 64)
  const frame = readFrame(bytes)
  if (!frame) return undefined
  const frames = readFrameCount(bytes, frame.countOffset)
  if (frames !== undefined) return ((frames * frame.samples) / frame.samplesPerSecond) * 1000
  return totalBytes === undefined ? undefined : ((totalBytes - tagBytes) * 8_000) / frame.bitsPerSecond
}

/** Length of the ID3 tag. Its size field has seven bits per byte. */
function tagLength(bytes: Buffer): number {
  if (bytes.length < 10 || bytes.toString('latin1', 0, 3) !== 'ID3') return 0
  const length = bytes.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0)
  const hasFooter = ((bytes[5] ?? 0) & 0x10) !== 0
  return 10 + length + (hasFooter ? 10 : 0)
}

function readFrame(bytes: Buffer): Frame | undefined {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes
  if (first !== 0xff || (second & 0xe6) !== 0xe2) return undefined
  const version = (second >> 3) & 3
  const isMpeg1 = version === 3
  const kilobits = (isMpeg1 ? mpeg1Rates : mpeg2Rates)[third >> 4]
  const samplesPerSecond = sampleRates[(third >> 2) & 3]
  if (!kilobits || samplesPerSecond === undefined) return undefined
  const isMono = fourth >> 6 === 3
  return {
    bitsPerSecond: kilobits * 1000,
    samplesPerSecond: samplesPerSecond / (isMpeg1 ? 1 : version === 2 ? 2 : 4),
    samples: isMpeg1 ? 1152 : 576,
    countOffset: 4 + (isMpeg1 ? (isMono ? 17 : 32) : isMono ? 9 : 17),
  }
}

function readFrameCount(bytes: Buffer, offset: number): number | undefined {
  const name = bytes.toString('latin1', offset, offset + 4)
  if ((name !== 'Xing' && name !== 'Info') || bytes.length < offset + 12) return undefined
  const hasCount = ((bytes[offset + 7] ?? 0) & 1) === 1
  return hasCount ? bytes.readUInt32BE(offset + 8) : undefined
}
