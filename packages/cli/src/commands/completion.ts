import { commonOptions } from '../client/access-options.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { UsageError } from '../errors.ts'
import { quoteValue as shown } from '../quote.ts'

const options = {
  line: {
    kind: 'text',
    value: 'TEXT',
    hidden: true,
    summary: 'for the scripts: what could come next on this command line',
  },
  summaries: { kind: 'flag', summary: 'with --line: after a tab, what each word means' },
  json: commonOptions.json,
} as const

const shells = ['bash', 'zsh', 'fish', 'powershell']

export const completionCommand = defineCommand({
  details: `To have it always:
  bash        add to ~/.bashrc: eval "$(trtc-call completion bash)"
  zsh         add to ~/.zshrc, after compinit: eval "$(trtc-call completion zsh)"
  fish        trtc-call completion fish > ~/.config/fish/completions/trtc-call.fish
  PowerShell  add to $PROFILE: trtc-call completion powershell | Out-String | Invoke-Expression
The shell has to find trtc-call in its PATH: npx is not completed. Names of profiles and of operations are completed, too; where
a file's name can come (--body @FILE), files are.`,
  argument: { summary: shells.join(', '), candidates: async () => shells },
  options,
  examples: ['trtc-call completion bash', 'trtc-call completion fish'],
  run: (context) => (context.options.line === undefined ? script(context) : candidates(context)),
})

async function script({ argument }: Context<typeof options>): Promise<Result> {
  const { completionScripts } = await import('../completion/scripts.ts')
  const found = Object.entries(completionScripts).find(([shell]) => shell === argument)
  if (found !== undefined) return { document: { shell: argument, script: found[1] }, text: found[1] }
  const what = argument === '' ? 'SHELL is missing' : `there is no completion for ${shown(argument)}`
  throw new UsageError(what, `it can be ${shells.join(', ')}`)
}

async function candidates({ options: given, io }: Context<typeof options>): Promise<Result> {
  const { complete } = await import('../completion/complete.ts')
  const found = await complete(given.line ?? '', io)
  const lines = found.candidates.map(({ word, summary }) => (given.summaries && summary ? `${word}\t${summary}` : word))
  if (found.fileAfter !== undefined) lines.push(`:files${found.fileAfter}`)
  return { document: found, text: lines.join('\n') }
}
