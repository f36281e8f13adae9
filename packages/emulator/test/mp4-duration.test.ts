import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMp4Duration } from '../src/streams/mp4-duration.ts'
import { box, movieHeader, mp4 } from './support/mp4.ts'

const read = (file: Buffer) => readMp4Duration(async (offset, length) => file.subarray(offset, offset + length))
const start = box('ftyp', Buffer.from('isom\0\0\0\0isom'))
const movie = (header: Buffer) => Buffer.concat([start, box('moov', header)])

test.each([
  ['header first', mp4({ seconds: 7 }), 7_000],
  ['header last', mp4({ seconds: 7, movieLast: true }), 7_000],
  ['an odd timescale', movie(movieHeader(90_000, 45_000)), 500],
  ['64-bit times', movie(movieHeader(600, 1_200, 1)), 2_000],
  ['other boxes before the header', movie(Buffer.concat([box('free', Buffer.alloc(9)), movieHeader(1, 3)])), 3_000],
])('%s', async (_, file, durationMs) => {
  expect(await read(file)).toBe(durationMs)
})

test('a 64-bit box size', async () => {
  const media = Buffer.concat([Buffer.from([0, 0, 0, 1]), Buffer.from('mdat'), Buffer.alloc(8), Buffer.alloc(40)])
  media.writeBigUInt64BE(56n, 8)
  expect(await read(Buffer.concat([start, media, box('moov', movieHeader(1, 2))]))).toBe(2_000)
})

test.each([
  ['empty', Buffer.alloc(0)],
  ['not an MP4', Buffer.from('ID3 and so on, a song of some length')],
  ['truncated before the header', mp4({ seconds: 7, movieLast: true }).subarray(0, 60)],
  ['truncated within the header', movie(movieHeader(1, 1)).subarray(0, 60)],
  ['a fragmented file, which says 0', movie(movieHeader(1_000, 0))],
  ['a timescale of 0', movie(movieHeader(0, 1_000))],
])('no duration: %s', async (_, file) => {
  expect(await read(file)).toBeUndefined()
})

test('malformed files neither hang nor throw', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      await read(Buffer.concat([start, bytes]))
    }),
    { numRuns: 2_000 },
  )
})
