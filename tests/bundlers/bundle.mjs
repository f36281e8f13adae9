// Runs in a project that has the bundlers installed: node bundle.mjs BUNDLER INPUT OUTPUT esm|cjs node|web
import { basename, dirname } from 'node:path'

const [bundler, input, output, format, platform] = process.argv.slice(2)
const isNode = platform === 'node'

/** As their pages say, with all dependencies in the bundle, and no banner or shim. */
const bundlers = {
  esbuild: async () => {
    const { build } = await import('esbuild')
    await build({ entryPoints: [input], outfile: output, bundle: true, format, platform: isNode ? 'node' : 'browser' })
  },
  'esbuild, minified': async () => {
    const { build } = await import('esbuild')
    const options = { entryPoints: [input], outfile: output, bundle: true, format, minify: true, keepNames: true }
    await build({ ...options, platform: isNode ? 'node' : 'browser' })
  },
  tsup: async () => {
    const { build } = await import('tsup')
    const file = basename(output)
    await build({
      entry: { [file.slice(0, file.lastIndexOf('.'))]: input },
      outDir: dirname(output),
      outExtension: () => ({ js: file.slice(file.lastIndexOf('.')) }),
      format,
      platform: isNode ? 'node' : 'browser',
      noExternal: [/.*/],
      config: false,
      silent: true,
    })
  },
  rollup: async () => {
    const [{ rollup }, { default: commonjs }, { default: resolve }, { default: json }] = await Promise.all([
      import('rollup'),
      import('@rollup/plugin-commonjs'),
      import('@rollup/plugin-node-resolve'),
      import('@rollup/plugin-json'),
    ])
    const plugins = [resolve({ preferBuiltins: isNode, browser: !isNode }), commonjs(), json()]
    const bundle = await rollup({ input, plugins, onwarn: refuseUnresolved })
    await bundle.write({ file: output, format, inlineDynamicImports: true })
  },
  webpack: async () => {
    const { default: webpack } = await import('webpack')
    const isModule = format === 'esm'
    const compiler = webpack({
      entry: input,
      mode: 'production',
      target: isNode ? 'node20' : 'webworker',
      experiments: { outputModule: isModule },
      output: {
        path: dirname(output),
        filename: basename(output),
        chunkFormat: isModule ? 'module' : 'commonjs',
        library: { type: isModule ? 'module' : 'commonjs2' },
      },
    })
    const stats = await new Promise((done, fail) =>
      compiler.run((error, result) => (error ? fail(error) : done(result))),
    )
    if (stats.hasErrors()) throw new Error(stats.toString('errors-only'))
  },
  vite: async () => {
    const { build } = await import('vite')
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true, target: isNode ? 'node' : 'webworker' },
      build: {
        ssr: input,
        outDir: dirname(output),
        emptyOutDir: false,
        rolldownOptions: { output: { format, entryFileNames: basename(output), codeSplitting: false } },
      },
    })
  },
}

/** `kerberos` is loaded by the proxy agent for one kind of proxy, by those who have it. */
function refuseUnresolved(warning, warn) {
  if (warning.code === 'UNRESOLVED_IMPORT' && warning.exporter !== 'kerberos') throw new Error(warning.message)
  if (warning.code !== 'CIRCULAR_DEPENDENCY') warn(warning)
}

await bundlers[bundler]()
