/** The supported lines of Node, oldest first; development uses 24. */
export const nodeVersions = { node20: '20.20.2', node22: '22.23.3', node24: '24.21.0', node26: '26.10.0' } as const
export type NodeVersion = keyof typeof nodeVersions

/** The other runtimes that are executables. workerd and the edge VM are libraries, in package.json. */
export const bunVersion = '1.4.5'
/** The oldest Bun on which unsafe requests are sent; see `fresh-connection.ts` of core. */
export const oldestBunVersion = '1.3.11'
export const denoVersion = '2.9.6'
export const chromiumVersion = '153.0.0'

/** The packages for this machine. The platform's package of Node needs no install script. */
export function runtimePackages(): Readonly<Record<string, string>> {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const bunArch = process.arch === 'arm64' ? 'aarch64' : process.arch
  const nodes = Object.entries(nodeVersions).map(([alias, version]) => [
    alias,
    `npm:node-${platform}-${process.arch}@${version}`,
  ])
  return {
    ...Object.fromEntries(nodes),
    bun: bunVersion,
    'oldest-bun': `npm:@oven/bun-${platform === 'win' ? 'windows' : platform}-${bunArch}@${oldestBunVersion}`,
    deno: denoVersion,
    '@sparticuz/chromium': chromiumVersion,
  }
}
