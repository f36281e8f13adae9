/** A container format that the vendor plays. */
export type Container = 'FLV' | 'MP3' | 'MP4' | 'MOV' | 'M4A' | 'MPEG-TS' | 'MKV' | 'WebM' | 'HLS'

const tsPacketBytes = 188
const tsSync = 0x47
const ebml = Buffer.from([0x1a, 0x45, 0xdf, 0xa3])

/** First boxes of QuickTime files without an `ftyp` box. */
const quickTimeBoxes: readonly string[] = ['moov', 'mdat', 'wide', 'free', 'skip', 'pnot']

/**
 * Detects the format from a file's first bytes. Returns undefined for formats that the vendor does not list.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/62716}
 */
export function sniffContainer(start: Buffer): Container | undefined {
  const text = start.toString('latin1', 0, 16)
  if (text.startsWith('FLV')) return 'FLV'
  if (/^(\xef\xbb\xbf)?#EXTM3U/.test(text)) return 'HLS'
  if (text.startsWith('ID3') || isMp3Frame(start)) return 'MP3'
  if (start.subarray(0, 4).equals(ebml)) return start.subarray(0, 64).includes('webm') ? 'WebM' : 'MKV'
  if (text.slice(4, 8) === 'ftyp') return containerOfBrand(text.slice(8, 12))
  if (quickTimeBoxes.includes(text.slice(4, 8))) return 'MOV'
  return isTransportStream(start) ? 'MPEG-TS' : undefined
}

function containerOfBrand(brand: string): Container {
  if (brand === 'qt  ') return 'MOV'
  return brand === 'M4A ' || brand === 'M4B ' ? 'M4A' : 'MP4'
}

/** Checks for a sync word, layer III, and a valid bit rate and sample rate. */
function isMp3Frame(bytes: Buffer): boolean {
  const [first = 0, second = 0, third = 0] = bytes
  const isSynced = first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x18) !== 0x08
  return isSynced && (second & 0x06) === 0x02 && third >> 4 !== 15 && third >> 4 !== 0 && (third & 0x0c) !== 0x0c
}

function isTransportStream(bytes: Buffer): boolean {
  if (bytes.length < tsPacketBytes || bytes[0] !== tsSync) return false
  const next = [tsPacketBytes, 2 * tsPacketBytes].filter((offset) => offset < bytes.length)
  return next.every((offset) => bytes[offset] === tsSync)
}
