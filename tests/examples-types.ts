import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const tsc = fileURLToPath(new URL('../node_modules/@typescript/native/bin/tsc', import.meta.url))

/** Holds an installed example against its own tsconfig.json. Rejects with what the compiler says. */
export async function checkTypes(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, [tsc, '--noEmit', '-p', folder]).catch(({ stdout }) => {
    throw new Error(String(stdout))
  })
}
