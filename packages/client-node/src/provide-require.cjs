/**
 * Loads a CommonJS module that requires modules of Node. In an ESM bundle of esbuild there is no `require`, and its stand-in throws
 * for all but what is bundled, unless it finds a global one. Node's own CommonJS never looks at this one.
 *
 * @template Loaded
 * @param {() => Loaded} load Synchronous, so nothing else runs while the global exists.
 * @returns {Loaded}
 */
exports.provideRequire = (load) => {
  if (globalThis.require !== undefined) return load()
  globalThis.require = process.getBuiltinModule
  try {
    return load()
  } finally {
    delete globalThis.require
  }
}
