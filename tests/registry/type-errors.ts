import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from '../../scripts/release/run-command.ts'
import type { Project } from './projects.ts'

const tsc = fileURLToPath(new URL('../../node_modules/@typescript/native/bin/tsc', import.meta.url))
/** From this repository, because the registry needs seconds for the metadata of @types/node. */
const types = fileURLToPath(new URL('../node_modules/@types', import.meta.url))

/** Returns the compiler's errors for a program, including declarations. */
export async function typeErrors({ folder: cwd }: Project, script: string): Promise<string> {
  await writeFile(join(cwd, 'checked.mts'), script)
  const strict = [
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    'false',
    '--module',
    'nodenext',
    '--types',
    'node',
    '--typeRoots',
    types,
  ]
  const check = runCommand('node', [tsc, ...strict, '--target', 'es2022', 'checked.mts'], { cwd })
  return check.then(
    () => '',
    (error: Error) => error.message,
  )
}
