import { defineConfig, type Options } from 'tsup'

const shared: Options = {
  entry: ['src/index.ts', 'src/inspect.ts', 'src/otel.ts', 'src/webhooks.ts', 'src/hints.ts'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: true,
  // Without the types of Node, so that the build fails when the sources use any.
  tsconfig: 'tsconfig.src.json',
  // Only its types show in the sources, and its CommonJS build cannot be imported by ours.
  noExternal: ['openapi-fetch'],
}

export default defineConfig([
  { ...shared, format: 'esm', clean: true },
  { ...shared, format: 'cjs' },
])
