import { defineConfig, type Options } from 'tsup'

const shared: Options = {
  entry: {
    index: 'src/index.ts',
    inspect: 'src/inspect-user-sig.ts',
    otel: 'src/observe/otel.ts',
    signing: 'src/signing/index.ts',
    webhooks: 'src/webhooks.ts',
    errors: 'src/describe-error.ts',
    conformance: 'conformance/index.ts',
  },
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  // Without the types of Node, so that the build fails when the sources use any.
  tsconfig: 'tsconfig.src.json',
  sourcemap: true,
  // What is used of them is a fraction of what they install; THIRD-PARTY-LICENSES goes along. The CommonJS build of
  // openapi-fetch could not be imported by ours anyway.
  noExternal: ['openapi-fetch', 'fflate', 'lossless-json'],
  // It asks whether it runs on Node with undici; nothing here asks where it runs.
  define: { process: 'undefined' },
}

export default defineConfig([
  { ...shared, format: 'esm', clean: true },
  {
    ...shared,
    format: 'cjs',
    // Its maps name file and line all the same; the sources themselves are in those of the ESM build.
    esbuildOptions(options) {
      options.sourcesContent = false
    },
  },
])
