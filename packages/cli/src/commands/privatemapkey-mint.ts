import { appIdOf, appKeyOf } from '../client/access.ts'
import { commonOptions, keyOptions, requestOptions } from '../client/access-options.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { readRoom } from '../dial/read-ring.ts'
import { roomOptions } from '../dial/ring-options.ts'
import { roomName } from '../dial/words.ts'
import { UsageError } from '../errors.ts'
import { readWords } from '../read-value.ts'

const allowable = [
  'all',
  'create-room',
  'enter-room',
  'send-audio',
  'receive-audio',
  'send-video',
  'receive-video',
  'send-sub-stream',
  'receive-sub-stream',
] as const

const options = {
  user: { kind: 'text', value: 'USER', required: true, summary: 'whom it lets in' },
  ...roomOptions,
  allow: {
    kind: 'text',
    value: 'WHAT',
    required: true,
    repeatable: true,
    summary: `${allowable.join(', ')}`,
  },
  lifetimeS: {
    kind: 'integer',
    value: 'S',
    min: 1,
    max: 2_147_483_647,
    summary: 'how long it is valid, default 300: five minutes',
  },
  sdkAppId: requestOptions.sdkAppId,
  ...keyOptions,
  ...commonOptions,
} as const

export const privatemapkeyMintCommand = defineCommand({
  details: `It matters only where the app has "advanced permission control" switched on. It is as good as a password until it
expires. Nothing is sent.`,
  options,
  examples: [
    'trtc-call privatemapkey mint --user jack --room room-42 --allow all',
    'trtc-call privatemapkey mint --user jack --int-room 1001 --allow enter-room --allow receive-audio --json',
  ],
  run: mint,
})

async function mint({ options: given, info }: Context<typeof options>): Promise<Result> {
  const { user: userId, lifetimeS = 300 } = given
  const words = readWords('--allow', given.allow, allowable)
  const privileges = words.includes('all') ? 'all' : words.filter((word) => word !== 'all')
  const room = await readRoom(given)
  if (room === undefined) throw new UsageError('the room is missing: give --room or --int-room')
  const [sdkAppId, sdkSecretKey] = [appIdOf(given), await appKeyOf(given)]
  const { mintPrivateMapKey } = await import('@trtc-call/core/signing')
  const lifetimeMs = lifetimeS * 1_000
  const ticket = mintPrivateMapKey({ sdkAppId, sdkSecretKey, userId, lifetimeMs, room, privileges })
  const { value, expiresAt } = ticket
  info(`a ticket of ${userId} for room ${roomName(room)}, app ${sdkAppId}, until ${new Date(expiresAt).toISOString()}`)
  return { document: { privateMapKey: value, userId, sdkAppId, room, privileges, expiresAt }, text: value }
}
