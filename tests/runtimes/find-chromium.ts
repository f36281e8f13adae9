import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { LaunchOptions } from 'playwright-core'

interface Installed {
  readonly args: string[]
  executablePath(): Promise<string>
}

/** Finds a browser: from the registry on Linux, the installed Chrome elsewhere. */
export async function findChromium(runtimes: string): Promise<LaunchOptions> {
  if (process.platform !== 'linux') return { channel: 'chrome' }
  // The package unpacks its libraries only in this environment.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
  const path = createRequire(join(runtimes, 'package.json')).resolve('@sparticuz/chromium')
  const { default: installed } = (await import(pathToFileURL(path).href)) as { default: Installed }
  return { args: installed.args, executablePath: await installed.executablePath() }
}
