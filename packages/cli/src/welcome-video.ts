import { readFile } from 'node:fs/promises'

/** Two seconds of H.264 in an MP4, drawn by scripts/make-welcome.ts; assets/ lies above the sources as above the build. */
export function readWelcomeVideo(): Promise<Buffer> {
  return readFile(new URL('../assets/welcome.mp4', import.meta.url))
}
