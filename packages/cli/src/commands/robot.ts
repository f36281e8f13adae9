import type { PortraitSetRequest } from '@trtc-call/node'
import { callOptions, confirmOptions } from '../client/access-options.ts'
import { createCallClient } from '../client/create-clients.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { UsageError } from '../errors.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { formatFields } from '../terminal.ts'
import { portraitOptions } from './account.ts'

const options = {
  robot: {
    kind: 'text',
    value: 'USER',
    required: true,
    field: 'From_Account',
    summary: 'user whose profile changes; must be imported',
  },
  ...portraitOptions,
  ...callOptions,
  ...confirmOptions,
} as const

export const set = defineCommand({
  details: 'Keeps what is not given. The vendor refuses users that are not imported (40003): see account import.',
  options,
  examples: [
    'trtc-call robot set --robot robot --nick "Delivery service"',
    'trtc-call robot set --robot robot --face https://example.com/robot.png --json',
  ],
  async run(context: Context<typeof options>): Promise<Result> {
    const { robot, nick, face } = context.options
    if ((nick ?? face) === undefined) throw new UsageError('there is nothing to set: give --nick or --face')
    const ProfileItem: PortraitSetRequest['ProfileItem'] = [
      ...(nick === undefined ? [] : [{ Tag: 'Tag_Profile_IM_Nick' as const, Value: nick }]),
      ...(face === undefined ? [] : [{ Tag: 'Tag_Profile_IM_Image' as const, Value: face }]),
    ]
    await confirmProduction(context, `change the profile of ${robot}`)
    const calls = await createCallClient(context)
    const reply = await calls.portraitSet({ From_Account: robot, ProfileItem }, { signal: context.signal })
    return { document: { robot, nick, face, requestId: reply.RequestId }, text: formatFields({ robot, nick, face }) }
  },
})
