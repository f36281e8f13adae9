import { execFile } from 'node:child_process'
import { join } from 'node:path'

/** One for each line of TypeScript that people use. The names are those under which a project installs them. */
export const compilers = { typescript5: '5.9.3', typescript6: '6.0.3', typescript7: '7.0.2' } as const
export type Compiler = keyof typeof compilers

/** For the package.json of a project. */
export function compilerPackages(): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(compilers).map(([name, version]) => [name, `npm:typescript@${version}`]))
}

/** What a compiler has to say about one place. */
export interface Diagnostic {
  /** As it was given to the compiler; empty where the message is about the whole. */
  readonly file: string
  /** From 1. */
  readonly line: number
  readonly code: number
  readonly message: string
}

/** Checks a project. `folder` has the compilers installed and holds `config`. */
export async function compile(compiler: Compiler, folder: string, config: string): Promise<readonly Diagnostic[]> {
  return readDiagnostics(await runCompiler(compiler, folder, '--pretty', 'false', '-p', config))
}

/** Its output, whatever its exit code. */
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

/** Lines that are indented go on with the message before them. */
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
