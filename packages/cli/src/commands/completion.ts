import { commonOptions } from '../client/access-options.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { UsageError } from '../errors.ts'
import { quoteValue } from '../quote-in-message.ts'

const options = {
  line: { kind: 'text', value: 'TEXT', secretValue: true, summary: 'for the scripts: complete this command line' },
  json: commonOptions.json,
} as const

const shells = ['bash', 'zsh', 'fish', 'powershell'] as const

export const completion = defineCommand({
  details: `To install it:
  bash        add to ~/.bashrc: eval "$(trtc-call completion bash)"
  zsh         add to ~/.zshrc, after compinit: eval "$(trtc-call completion zsh)"
  fish        trtc-call completion fish > ~/.config/fish/completions/trtc-call.fish
  PowerShell  add to $PROFILE: trtc-call completion powershell | Out-String | Invoke-Expression
trtc-call has to be on the PATH; npx is not completed. Completes commands, options, their values,
names of profiles and operations, and file names.`,
  argument: { summary: shells.join(', '), candidates: async () => shells },
  options,
  examples: ['trtc-call completion bash', 'trtc-call completion fish'],
  run: (context) => (context.options.line === undefined ? printScript(context) : printCandidates(context)),
})

async function printScript({ argument }: Context<typeof options>): Promise<Result> {
  const { completionScripts } = await import('../completion/scripts.ts')
  const shell = shells.find((known) => known === argument)
  if (shell !== undefined)
    return { document: { shell, script: completionScripts[shell] }, text: completionScripts[shell] }
  const message = argument === '' ? 'SHELL is missing' : `there is no completion for ${quoteValue(argument)}`
  throw new UsageError(message, `it can be ${shells.join(', ')}`)
}

async function printCandidates({ options: { line = '' }, io }: Context<typeof options>): Promise<Result> {
  const { complete } = await import('../completion/complete.ts')
  const found = await complete(line, io)
  const lines = found.candidates.map(({ word, summary }) => (summary === '' ? word : `${word}\t${summary}`))
  if (found.fileAfter !== undefined) lines.push(`:files${found.fileAfter}`)
  return { document: found, text: lines.join('\n') }
}
