import { execFile } from 'node:child_process'
import { join } from 'node:path'

/** One compiler for each supported line of TypeScript, by the name under which a project installs it. */
export const compilers = { typescript5: '5.9.3', typescript6: '6.0.3', typescript7: '7.0.2' } as const
export type Compiler = keyof typeof compilers

/** The dependencies for the package.json of a project. */
export function compilerPackages(): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(compilers).map(([name, version]) => [name, `npm:typescript@${version}`]))
}

/** A message of a compiler. */
export interface Diagnostic {
  /** The path as passed to the compiler; empty for a message about the whole project. */
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly code: number
  readonly message: string
}

/** Checks a project. `folder` contains the installed compilers and `config`. */
export async function compile(compiler: Compiler, folder: string, config: string): Promise<readonly Diagnostic[]> {
  return readDiagnostics(await runCompiler(compiler, folder, '--pretty', 'false', '-p', config))
}

/** The output, for any exit code. */
export function runCompiler(compiler: Compiler, folder: string, ...parameters: string[]): Promise<string> {
  const program = join(folder, 'node_modules', compiler, 'bin', 'tsc')
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, ...parameters],
      { cwd: folder, maxBuffer: 64 << 20 },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== 'number') reject(error)
        else resolve(stdout + stderr)
      },
    )
  })
}

/** Indented lines continue the previous message. */
function readDiagnostics(output: string): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  for (const text of output.split('\n').filter((text) => text !== '')) {
    const match = /^(?:(.+)\((\d+),\d+\): )?error TS(\d+): (.*)$/.exec(text)
    const last = diagnostics.at(-1)
    if (match !== null) {
      const [, file = '', line = '0', code, message = ''] = match
      diagnostics.push({ file, line: Number(line), code: Number(code), message })
    } else if (last !== undefined) {
      diagnostics[diagnostics.length - 1] = { ...last, message: `${last.message}\n${text}` }
    } else {
      diagnostics.push({ file: '', line: 0, code: 0, message: text })
    }
  }
  return diagnostics
}
