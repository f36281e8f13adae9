import { callOptions, confirmOptions } from '../client/access-options.ts'
import { connectCalls } from '../client/connect.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { isNoneSet } from '../webhook/callback-setting.ts'

const options = { ...callOptions, ...confirmOptions } as const

export const callbackDeleteCommand = defineCommand({
  details: 'The address is forgotten, and the vendor keeps no copy. It is harmless to do it twice.',
  options,
  examples: ['trtc-call callback delete', 'trtc-call callback delete --dry-run'],
  run: remove,
})

async function remove(context: Context<typeof options>): Promise<Result> {
  await confirmProduction(context, 'stop all callbacks')
  const calls = await connectCalls(context)
  try {
    const { RequestId: requestId } = await calls.deleteCallback({}, { signal: context.signal })
    return { document: { deleted: true, requestId }, text: 'the vendor posts nothing any more' }
  } catch (error) {
    if (!isNoneSet(error)) throw error
    return { document: { deleted: false }, text: 'no address was set' }
  }
}
