import { loadCommand } from '../src/command.ts'
import { commands } from '../src/commands/index.ts'
import { commandHelp, groupHelp } from '../src/help.ts'

const introduction = `# The commands of trtc-call

What \`trtc-call COMMAND --help\` prints, for reading and searching. Written by \`npx --yes pnpm@12.21.0 commands\`; a test fails when it is
stale, and runs the examples.`

/** The reference of the command line, from the same data as its help. */
export async function commandsPage(): Promise<string> {
  const all = await Promise.all(commands.map(loadCommand))
  const contents = all.map(({ path, summary }) => `- [\`${path.join(' ')}\`](#${path.join('-')}): ${summary}`)
  const sections = all.map((command) => `## ${command.path.join(' ')}\n\n${block(commandHelp(command))}`)
  const whole = `## trtc-call\n\n${block(groupHelp([], commands))}`
  return `${[introduction, contents.join('\n'), whole, ...sections].join('\n\n')}\n`
}

function block(text: string): string {
  return `\`\`\`text\n${text.trimEnd()}\n\`\`\``
}
