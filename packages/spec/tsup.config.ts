import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { defineConfig, type Options } from 'tsup'

const entry = ['src/index.ts', 'src/errors.ts']
const documents = ['src/documents.ts']

// No source maps: it is nearly all tables, and there is nothing to step through in data.
const shared: Options = { format: ['esm', 'cjs'], platform: 'neutral', target: 'es2022' }

export default defineConfig([
  { ...shared, entry, dts: { entry: [...entry, ...documents] }, clean: true },
  // Data without line breaks, which take half of the space; the YAML beside it is there to be read.
  {
    ...shared,
    entry: documents,
    esbuildOptions(options) {
      options.minifyWhitespace = true
    },
    onSuccess: writeBundled,
  },
])

/** The same as files, for tools that are not JavaScript or take a path. */
async function writeBundled(): Promise<void> {
  await mkdir('dist/openapi', { recursive: true })
  for (const name of ['call.json', 'trtc.json']) {
    const document = await readFile(`src/generated/${name}`, 'utf8')
    await writeFile(`dist/openapi/${name}`, JSON.stringify(JSON.parse(document)))
  }
}
