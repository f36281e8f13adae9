import { mintUserSig } from '@trtc-call/core/signing'
import { appIdOf, appKeyOf } from '../client/access.ts'
import { commonOptions, keyOptions, requestOptions } from '../client/access-options.ts'
import { type Context, defineCommand, type Result } from '../command.ts'

const options = {
  user: { kind: 'text', value: 'USER', required: true, summary: 'whom the UserSig lets in' },
  lifetimeS: {
    kind: 'integer',
    value: 'S',
    min: 1,
    max: 2_147_483_647,
    summary: 'how long it is valid, default 86400: a day',
  },
  sdkAppId: requestOptions.sdkAppId,
  ...keyOptions,
  ...commonOptions,
} as const

export const usersigMintCommand = defineCommand({
  details: 'It is as good as a password until it expires. Nothing is sent.',
  options,
  examples: [
    'trtc-call usersig mint --user jack',
    'trtc-call usersig mint --user administrator --lifetime-s 3600 --json',
    'trtc-call usersig mint --user jack | trtc-call usersig inspect',
    'trtc-call usersig mint --user jack --sdk-secret-key - < key.txt',
  ],
  run: mint,
})

async function mint({ options: given, info }: Context<typeof options>): Promise<Result> {
  const { user: userId, lifetimeS = 86_400 } = given
  const [sdkAppId, sdkSecretKey] = [appIdOf(given), await appKeyOf(given)]
  const { value, expiresAt } = mintUserSig({ sdkAppId, sdkSecretKey, userId, lifetimeMs: lifetimeS * 1_000 })
  info(`a UserSig of ${userId}, app ${sdkAppId}, until ${new Date(expiresAt).toISOString()}`)
  return { document: { userSig: value, userId, sdkAppId, expiresAt }, text: value }
}
