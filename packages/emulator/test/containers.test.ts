import { describe, expect } from 'vitest'
import { sniffContainer } from '../src/streams/container.ts'
import { test } from './support/harness.ts'
import { flv, matroska, mp3, transportStream } from './support/media.ts'
import { mp4 } from './support/mp4.ts'
import { serveFiles } from './support/serve-files.ts'

const start = 'StartStreamIngest'
const quickTime = Buffer.concat([
  Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0qt  ', 'latin1'),
  mp4({ seconds: 3 }).subarray(20),
])

describe('format and duration', () => {
  test.for<[string, Buffer, number | undefined]>([
    ['FLV', flv(12.5), 12_500],
    ['FLV', flv(), undefined],
    ['MP3', mp3(100), (100 * 417 * 8_000) / 128_000],
    ['MP3', mp3(100, { tagBytes: 100_000 }), (100 * 417 * 8_000) / 128_000],
    ['MP3', mp3(3, { counted: 441 }), (441 * 1152) / 44.1],
    ['MPEG-TS', transportStream(), undefined],
    ['WebM', matroska(8), 8_000],
    ['MKV', matroska(9, 'matroska'), 9_000],
    ['MP4', mp4({ seconds: 7 }), 7_000],
    ['MOV', quickTime, 3_000],
  ])('%s', async ([container, file, durationMs], { emulator, client }) => {
    const { origin } = await serveFiles({ '/media': file })
    await client.action(start, client.ingest({ StreamUrl: `${origin}/media?token=secret` }))
    await emulator.advance(0)
    expect(emulator.tasks()).toMatchObject([{ container, durationMs: durationMs ?? 60_000, status: 'InProgress' }])
    await emulator.advance((durationMs ?? 60_000) - 1)
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
    await emulator.advance(1)
    expect(emulator.tasks()).toMatchObject([{ endReason: 'finished' }])
  })

  test.for(['<!doctype html><title>Sign in</title>', 'RIFF\0\0\0\0WAVEfmt ', 'OggS', '{}', '\x47', ''])(
    'a format that the vendor does not play: %j',
    async (text, { emulator, client }) => {
      const { origin } = await serveFiles({ '/media': text })
      await client.action(start, client.ingest({ StreamUrl: `${origin}/media` }))
      await emulator.advance(3_000)
      expect(emulator.tasks()).toMatchObject([{ endReason: 'unreachable' }])
    },
  )

  test('malformed files do not crash', () => {
    for (const file of [flv(1), mp3(2), matroska(1), transportStream(1), mp4({ seconds: 1 })]) {
      for (let length = 0; length <= Math.min(file.length, 300); length += 1) sniffContainer(file.subarray(0, length))
    }
  })
})

describe('HLS', () => {
  const media = (...lines: string[]) => ['#EXTM3U', '#EXT-X-TARGETDURATION:4', ...lines].join('\n')
  const vod = media('#EXTINF:4.0,', 'one.ts', '#EXTINF:2.5,', 'two.ts', '#EXT-X-ENDLIST')
  const master = media('#EXT-X-STREAM-INF:BANDWIDTH=1', 'low/index.m3u8', '#EXT-X-STREAM-INF:BANDWIDTH=2', 'high.m3u8')

  test('the playlist, its first variant and its first segment are fetched', async ({ emulator, client }) => {
    const files = { '/a.m3u8': master, '/low/index.m3u8': vod, '/low/one.ts': transportStream() }
    const { origin, requested } = await serveFiles(files)
    await client.action(start, client.ingest({ StreamUrl: `${origin}/a.m3u8` }))
    await emulator.advance(6_499)
    expect(requested).toEqual(['/a.m3u8', '/low/index.m3u8', '/low/one.ts'])
    expect(emulator.tasks()).toMatchObject([{ container: 'HLS', durationMs: 6_500, status: 'InProgress' }])
    await emulator.advance(1)
    expect(emulator.tasks()).toMatchObject([{ endReason: 'finished' }])
  })

  test('a playlist without an end is live: it plays until it is stopped', async ({ emulator, client }) => {
    const { origin } = await serveFiles({ '/a.m3u8': media('#EXTINF:4.0,', 'one.ts'), '/one.ts': transportStream() })
    await client.action(start, client.ingest({ StreamUrl: `${origin}/a.m3u8` }))
    await emulator.advance(3_600_000)
    expect(emulator.tasks()[0]).toMatchObject({ container: 'HLS', status: 'InProgress' })
    expect(emulator.tasks()[0]).not.toHaveProperty('durationMs')
  })

  test.for([
    ['a missing segment', { '/a.m3u8': vod }],
    ['no segment', { '/a.m3u8': media('#EXT-X-ENDLIST') }],
    ['circular playlists', { '/a.m3u8': media('a.m3u8') }],
    ['a segment on another machine', { '/a.m3u8': media('#EXTINF:4.0,', 'https://media.example/one.ts') }],
    ['a file URL as segment', { '/a.m3u8': media('#EXTINF:4.0,', 'file:///etc/passwd') }],
  ] as const)('%s is not played', async ([, files], { emulator, client }) => {
    const { origin } = await serveFiles(files)
    await client.action(start, client.ingest({ StreamUrl: `${origin}/a.m3u8` }))
    await emulator.advance(3_000)
    expect(emulator.tasks()).toMatchObject([{ endReason: 'unreachable' }])
  })
})
