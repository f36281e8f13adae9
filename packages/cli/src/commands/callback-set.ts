import { callOptions, confirmOptions } from '../client/access-options.ts'
import { connectCalls } from '../client/connect.ts'
import { maskUrl } from '../client/mask-request.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { UsageError } from '../errors.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { readWords } from '../read-value.ts'
import { formatFields } from '../terminal.ts'

const commandsOf = {
  start: 'Call.CallbackAfterStartCall',
  member: 'Call.CallbackAfterMemberChanged',
  end: 'Call.CallbackAfterEndCall',
} as const
const events = Object.keys(commandsOf) as (keyof typeof commandsOf)[]

const options = {
  url: {
    kind: 'text',
    value: 'URL',
    source: true,
    hidden: true,
    field: 'Url',
    summary: 'of your receiver, http or https; its query counts as a secret',
  },
  event: { kind: 'text', value: events.join('|'), repeatable: true, summary: 'what to be told of; default all three' },
  ...callOptions,
  ...confirmOptions,
} as const

export const callbackSetCommand = defineCommand({
  details: `An app has one address, so this replaces what was set before: see callback show first. The vendor documents no
signature of these callbacks; a secret in the query of the address is how a receiver can tell.`,
  options,
  examples: [
    'trtc-call callback set --url https://calls.example.com/trtc',
    'trtc-call callback set --url @receiver-url.txt --event end',
    'trtc-call callback set --url https://calls.example.com/trtc --event start --event end --dry-run',
  ],
  run: set,
})

async function set(context: Context<typeof options>): Promise<Result> {
  const { options: given, signal } = context
  const { url: Url, event } = given
  if (Url === undefined) throw new UsageError('--url URL is missing', options.url.summary)
  const wanted = event.length === 0 ? events : [...new Set(readWords('--event', event, events))]
  await confirmProduction(context, 'replace the address to which callbacks go')
  const calls = await connectCalls(context)
  const CallbackCommandList = wanted.map((name) => commandsOf[name])
  const { RequestId: requestId } = await calls.setCallback({ Url, CallbackCommandList }, { signal })
  const url = maskUrl(Url)
  return {
    document: { url, commands: CallbackCommandList, requestId },
    text: formatFields({ url, events: CallbackCommandList.join(', ') }),
  }
}
