import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createProject, type ProjectsOptions } from './projects.ts'

/** A published emulator in a separate process, in a project that also has the command line. */
export interface Vendor {
  readonly folder: string
  /** `emulator.clientOptions`, as JSON. */
  readonly clientOptions: string
  close(): Promise<void>
}

const script = `
import { startEmulator } from '@trtc-call/emulator'
const emulator = await startEmulator({ answerAfterMs: 0 })
console.log(JSON.stringify(emulator.clientOptions))
process.stdin.resume().once('end', () => emulator.close())
`

/** Installs emulator and command line of one version, and starts the emulator. */
export async function startVendor(version: string, options: ProjectsOptions): Promise<Vendor> {
  const project = await createProject('npm', `vendor-${version}`, options)
  await project.install({ '@trtc-call/emulator': version, '@trtc-call/cli': version })
  await writeFile(join(project.folder, 'vendor.js'), script)
  const child = spawn('node', ['vendor.js'], { cwd: project.folder, stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const died = ended.then(([code]) => Promise.reject(new Error(`The emulator of ${version} ended with ${code}.`)))
  died.catch(() => undefined)
  const [clientOptions] = (await Promise.race([once(createInterface(child.stdout), 'line'), died])) as [string]
  const close = async () => {
    child.stdin.end()
    await ended
  }
  return { folder: project.folder, clientOptions, close }
}
