import { callOptions } from '../client/access-options.ts'
import { connectCalls } from '../client/connect.ts'
import { maskUrl } from '../client/mask-request.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { formatFields } from '../terminal.ts'
import { isNoneSet } from '../webhook/callback-setting.ts'

export const callbackShowCommand = defineCommand({
  details:
    'The query of the address is masked: it is the only place for a secret between the vendor and your receiver.',
  options: callOptions,
  examples: ['trtc-call callback show', 'trtc-call callback show --json'],
  run: show,
})

async function show(context: Context<typeof callOptions>): Promise<Result> {
  const calls = await connectCalls(context)
  try {
    const reply = await calls.getCallback({}, { signal: context.signal })
    const { Url = '', CallbackCommandList: commands = [], RequestId: requestId } = reply
    const url = maskUrl(Url)
    return {
      document: { set: true, url, commands, requestId },
      text: formatFields({ url, events: commands.join(', ') }),
    }
  } catch (error) {
    if (!isNoneSet(error)) throw error
    return { document: { set: false }, text: 'no address is set: the vendor posts nothing' }
  }
}
