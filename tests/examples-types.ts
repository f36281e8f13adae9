import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const tsc = fileURLToPath(new URL('../node_modules/@typescript/native/bin/tsc', import.meta.url))

/** Compiles an installed example with its tsconfig.json. Rejects with the compiler's output. */
export async function checkTypes(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, [tsc, '--noEmit', '-p', folder]).catch(({ stdout }) => {
    throw new Error(String(stdout))
  })
}
