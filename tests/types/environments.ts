/** Which globals a project has. Each of them brings fetch, URL and AbortSignal with declarations of its own. */
export const environments = {
  'DOM only': { lib: ['es2022', 'dom'], types: [] },
  '@types/node only': { lib: ['es2022'], types: ['node'] },
  'workers-types only': { lib: ['es2022'], types: ['@cloudflare/workers-types'] },
} as const
export type Environment = keyof typeof environments

/** What the environments need from the registry. */
export const environmentPackages = { '@types/node': '24.19.2', '@cloudflare/workers-types': '5.20261117.1' } as const

/** Ways to find a package, with the module setting that goes with each. */
export const resolutions = { node16: 'node16', nodenext: 'nodenext', bundler: 'preserve' } as const
export type Resolution = keyof typeof resolutions

/** Packages that only Node runs; all others have to do with any of the environments. */
const onNode = ['@trtc-call/node', '@trtc-call/emulator']

export function runsIn(environment: Environment, packageName: string): boolean {
  return environment === '@types/node only' || !onNode.includes(packageName)
}

/** As strict as a project can be: declarations of packages are checked too. */
export function compilerOptions(environment: Environment, resolution: Resolution): Readonly<Record<string, unknown>> {
  return {
    ...environments[environment],
    target: 'es2022',
    module: resolutions[resolution],
    moduleResolution: resolution,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  }
}
