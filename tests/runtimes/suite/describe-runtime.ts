interface Globals {
  readonly process?: { readonly versions?: { readonly node?: string } }
  readonly Bun?: { readonly version: string }
  readonly Deno?: { readonly version: { readonly deno: string } }
  readonly EdgeRuntime?: string
  readonly navigator?: { readonly userAgent: string }
}

/** The properties that identify a runtime, so that a test can verify where it ran; null if absent. */
export function describeRuntime(library: object) {
  const { process, Bun, Deno, EdgeRuntime, navigator } = globalThis as Globals
  const names = ['process', 'Buffer', 'require', 'CompressionStream', 'document']
  return {
    node: process?.versions?.node ?? null,
    bun: Bun?.version ?? null,
    deno: Deno?.version.deno ?? null,
    edgeRuntime: EdgeRuntime ?? null,
    userAgent: navigator?.userAgent ?? null,
    absent: names.filter((name) => !(name in globalThis)),
    format: Symbol.toStringTag in library ? 'esm' : 'cjs',
  }
}
