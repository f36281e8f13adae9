import type { Io } from '../src/io.ts'
import { run } from '../src/run.ts'

/**
 * A run in this process: the program without its `main.ts`, without an environment.
 *
 * @param columns Of the terminal that it writes to; there is none where they are left out.
 */
export async function runHere(
  argv: readonly string[],
  columns?: number,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const said = { stdout: '', stderr: '' }
  const output = (name: 'stdout' | 'stderr'): Io['stdout'] => ({
    isTTY: columns !== undefined,
    columns,
    write: (text) => {
      said[name] += text
    },
  })
  const stdin = { isTTY: true, read: async () => new Uint8Array() }
  const io: Io = {
    program: 'trtc-call',
    platform: 'linux',
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: {},
    stdin,
    onSignal: () => () => {},
  }
  return { code: await run(argv, io), ...said }
}
