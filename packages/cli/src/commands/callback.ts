import { callOptions, confirmOptions } from '../client/access-options.ts'
import { createCallClient } from '../client/create-clients.ts'
import { maskUrl } from '../client/mask.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { isApiError } from '../errors.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { formatFields } from '../terminal.ts'

const commandsOf = {
  start: 'Call.CallbackAfterStartCall',
  member: 'Call.CallbackAfterMemberChanged',
  end: 'Call.CallbackAfterEndCall',
} as const
/** The vendor's code for an app without a callback URL. */
const noUrlSet = 100301
const events = Object.keys(commandsOf) as (keyof typeof commandsOf)[]

const setOptions = {
  url: {
    kind: 'text',
    value: 'URL',
    required: true,
    source: true,
    secretValue: true,
    field: 'Url',
    summary: 'http or https URL of your receiver; its query is a secret',
  },
  event: {
    kind: 'choice',
    choices: events,
    repeatable: true,
    field: 'CallbackCommandList',
    summary: 'events to receive [all three]',
  },
  ...callOptions,
  ...confirmOptions,
} as const
const removeOptions = { ...callOptions, ...confirmOptions } as const

export const set = defineCommand({
  details: `An app has one callback URL, so this replaces the previous one: see callback show first. The
vendor does not document a signature for these callbacks. Put a secret into the query of the URL,
so that your receiver can tell them from others.`,
  options: setOptions,
  examples: [
    'trtc-call callback set --url https://calls.example.com/trtc',
    'trtc-call callback set --url @receiver-url.txt --event end',
    'trtc-call callback set --url https://calls.example.com/trtc --event start,end --dry-run',
  ],
  async run(context: Context<typeof setOptions>): Promise<Result> {
    const { url: Url, event } = context.options
    const wanted = event.length === 0 ? events : [...new Set(event)]
    await confirmProduction(context, 'replace the callback URL')
    const calls = await createCallClient(context)
    const commands = wanted.map((name) => commandsOf[name])
    const { signal } = context
    const { RequestId: requestId } = await calls.setCallback({ Url, CallbackCommandList: commands }, { signal })
    const url = maskUrl(Url)
    return { document: { url, commands, requestId }, text: formatFields({ url, events: commands.join(', ') }) }
  },
})

export const show = defineCommand({
  details: 'The query of the URL is masked, because it is where a secret for your receiver belongs.',
  options: callOptions,
  examples: ['trtc-call callback show', 'trtc-call callback show --json'],
  async run(context: Context<typeof callOptions>): Promise<Result> {
    const calls = await createCallClient(context)
    try {
      const reply = await calls.getCallback({}, { signal: context.signal })
      const { Url = '', CallbackCommandList: commands = [], RequestId: requestId } = reply
      const url = maskUrl(Url)
      const text = formatFields({ url, events: commands.join(', ') })
      return { document: { set: true, url, commands, requestId }, text }
    } catch (error) {
      if (!isApiError(error, noUrlSet)) throw error
      return { document: { set: false }, text: 'no callback URL is set' }
    }
  },
})

export const remove = defineCommand({
  details: 'The vendor keeps no copy of the URL. Repeating the command is safe.',
  options: removeOptions,
  examples: ['trtc-call callback delete', 'trtc-call callback delete --dry-run'],
  async run(context: Context<typeof removeOptions>): Promise<Result> {
    await confirmProduction(context, 'stop all callbacks')
    const calls = await createCallClient(context)
    try {
      const { RequestId: requestId } = await calls.deleteCallback({}, { signal: context.signal })
      return { document: { deleted: true, requestId }, text: 'the callback URL is deleted' }
    } catch (error) {
      if (!isApiError(error, noUrlSet)) throw error
      return { document: { deleted: false }, text: 'no callback URL was set' }
    }
  },
})
