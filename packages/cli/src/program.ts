import { relative } from 'node:path'
import packageJson from '../package.json' with { type: 'json' }

/** Of this package. The build puts it into the program. */
export const { version } = packageJson

const builtFile = /[\\/]dist[\\/]main\.js$/
const installed = /[\\/]node_modules[\\/]/

/** How the user can start this program again: in a clone of the repository, `trtc-call` is not on the PATH. */
export function programName(script: string, folder: string): string {
  // Shims on Windows and of pnpm start an installed program by its file.
  if (!builtFile.test(script) || installed.test(script)) return 'trtc-call'
  const path = relative(folder, script)
  return `node ${path.includes(' ') ? `"${path}"` : path}`
}

const command =
  /\btrtc-call (?=(?:COMMAND|--help|--version|account|api|call|callback|completion|demo|dial|doctor|emulator|ingest|profile|record|robot|usersig|webhook)\b)/g

/** Replaces `trtc-call` in the commands of a text, so that they can be copied. */
export function withProgramName(text: string, program: string): string {
  return text.replace(command, () => `${program} `)
}
