import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

/** Options for `runCommand`. */
export interface RunOptions {
  readonly cwd: string
  /** The whole environment. Default: this process's. */
  readonly env?: Readonly<NodeJS.ProcessEnv> | undefined
  /** `show` prints the output to the terminal; `keep` (default) only returns it. */
  readonly output?: 'show' | 'keep' | undefined
}

/**
 * Runs a program without a shell and returns its stdout.
 *
 * @throws Error with the end of its output if the exit code is not 0.
 * @example
 * const head = await runCommand('git', ['rev-parse', 'HEAD'], { cwd: folder })
 */
export function runCommand(program: string, parameters: readonly string[], options: RunOptions): Promise<string> {
  const { cwd, env = process.env, output = 'keep' } = options
  return new Promise((resolve, reject) => {
    const stdio = output === 'show' ? ('inherit' as const) : ('pipe' as const)
    const child = spawn(program, parameters, { cwd, env: withBinaries(env, cwd), stdio: ['ignore', stdio, stdio] })
    let stdout = ''
    let all = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      all += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      all += text
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(stdout)
      else reject(new Error(`${[program, ...parameters].join(' ')} exited with ${code}:\n${all.slice(-4000)}`))
    })
  })
}

/** The folder's own programs take precedence, as in a package script. */
function withBinaries(env: Readonly<NodeJS.ProcessEnv>, cwd: string): NodeJS.ProcessEnv {
  return { ...env, PATH: [join(cwd, 'node_modules', '.bin'), env.PATH ?? ''].join(delimiter) }
}
