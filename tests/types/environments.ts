/** The globals of a project. Each environment declares fetch, URL and AbortSignal in its own way. */
export const environments = {
  'DOM only': { lib: ['es2022', 'dom'], types: [] },
  '@types/node only': { lib: ['es2022'], types: ['node'] },
  'workers-types only': { lib: ['es2022'], types: ['@cloudflare/workers-types'] },
} as const
export type Environment = keyof typeof environments

/** The packages that the environments need from the registry. */
export const environmentPackages = { '@types/node': '24.19.2', '@cloudflare/workers-types': '5.20261117.1' } as const

/**
 * Module resolutions, as projects configure them. With `commonjs` alone, as in NestJS 10 and ts-jest, TypeScript 5 resolves
 * as `node10`, which reads no `exports`.
 */
export const resolutions = {
  node16: { module: 'node16', moduleResolution: 'node16' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'preserve', moduleResolution: 'bundler' },
  commonjs: { module: 'commonjs' },
} as const
export type Resolution = keyof typeof resolutions

/** Packages for Node only; all others must work in every environment. */
const onNode = ['@trtc-call/node', '@trtc-call/emulator']

export function runsIn(environment: Environment, packageName: string): boolean {
  return environment === '@types/node only' || !onNode.includes(packageName)
}

/** The strictest options, which also check declarations of packages. */
export function compilerOptions(environment: Environment, resolution: Resolution): Readonly<Record<string, unknown>> {
  return {
    ...environments[environment],
    target: 'es2022',
    ...resolutions[resolution],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  }
}
