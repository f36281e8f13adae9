import { readFile } from 'node:fs/promises'

/** Reads two seconds of H.264 in an MP4 file, made by scripts/make-welcome.ts. Not in a folder: assets/ is next to src/ and dist/. */
export function readWelcomeVideo(): Promise<Buffer> {
  return readFile(new URL('../assets/welcome.mp4', import.meta.url))
}
