import { defineConfig, type Options } from 'tsup'

const shared: Options = {
  entry: {
    index: 'src/index.ts',
    inspect: 'src/inspect.ts',
    otel: 'src/otel.ts',
    webhooks: 'src/webhooks.ts',
    hints: 'src/hints.ts',
    conformance: 'conformance/index.ts',
  },
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  // Without the types of Node, so that the build fails when the sources use any.
  tsconfig: 'tsconfig.src.json',
  // Only its types show in the sources, and its CommonJS build cannot be imported by ours.
  noExternal: ['openapi-fetch'],
  // It asks whether it runs on Node with undici; nothing here asks where it runs.
  define: { process: 'undefined' },
}

export default defineConfig([
  { ...shared, format: 'esm', clean: true },
  { ...shared, format: 'cjs' },
])
