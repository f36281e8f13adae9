import { readFileSync } from 'node:fs'

/** Of this package; its package.json lies above the sources as above the build. */
export function readVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
