import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { H264MP4Encoder } from 'h264-mp4-encoder'

// The package is CommonJS around a wasm module; its types describe a default export that Node does not see.
const { createH264MP4Encoder } = createRequire(import.meta.url)('h264-mp4-encoder') as {
  createH264MP4Encoder(): Promise<H264MP4Encoder>
}

const [width, height, framesPerSecond, seconds] = [320, 180, 25, 2]
type Yuv = readonly [number, number, number]
const night: Yuv = [41, 150, 118]
const light: Yuv = [210, 100, 140]
const wave: Yuv = [120, 160, 95]

const encoder = await createH264MP4Encoder()
Object.assign(encoder, { width, height, frameRate: framesPerSecond, quantizationParameter: 38, groupOfPictures: 50 })
encoder.initialize()
const frames = framesPerSecond * seconds
for (let frame = 0; frame < frames; frame++) encoder.addFrameYuv(draw(frame / frames))
encoder.finalize()
const file = new URL('../assets/welcome.mp4', import.meta.url)
const bytes = withoutDates(Buffer.from(encoder.FS.readFile(encoder.outputFilename)))
writeFileSync(file, bytes)
console.error(`assets/welcome.mp4: ${bytes.length} bytes`)

/** A ringing dot that crosses the picture, planar YUV 4:2:0. */
function draw(progress: number): Uint8Array {
  const pixels = new Uint8Array((width * height * 3) / 2)
  const chroma = width * height
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [luma, u, v] = colourAt(x, y, progress)
      pixels[y * width + x] = luma
      if (x % 2 === 1 || y % 2 === 1) continue
      const at = chroma + (y / 2) * (width / 2) + x / 2
      pixels[at] = u
      pixels[at + chroma / 4] = v
    }
  }
  return pixels
}

function colourAt(x: number, y: number, progress: number): Yuv {
  const centre = 60 + 200 * progress
  const distance = Math.hypot(x - centre, y - height / 2 + 20 * Math.sin(progress * 4 * Math.PI))
  if (distance < 16) return light
  const ripple = (progress * 4) % 1
  return Math.abs(distance - 20 - 40 * ripple) < 3 ? wave : night
}

/** The muxer writes the time of day; without it the same drawing is the same file. */
function withoutDates(bytes: Buffer): Buffer {
  for (const box of ['mvhd', 'tkhd', 'mdhd']) {
    const at = bytes.indexOf(box, 0, 'latin1')
    if (at >= 0) bytes.fill(0, at + 8, at + 16)
  }
  return bytes
}
