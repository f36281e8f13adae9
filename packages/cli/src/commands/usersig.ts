import { mintUserSig } from '@trtc-call/core/signing'
import { appKeyOf } from '../client/access.ts'
import { commonOptions, keyOptions, requestOptions } from '../client/access-options.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { readTextArgument } from '../read-text.ts'

const accessOptions = { sdkAppId: requestOptions.sdkAppId, ...keyOptions, ...commonOptions } as const

const mintOptions = {
  user: { kind: 'text', value: 'USER', required: true, field: 'userId', summary: 'user that the UserSig is for' },
  lifetime: {
    kind: 'duration',
    min: 1_000,
    max: 2_147_483_647_000,
    step: 1_000,
    field: 'lifetimeMs',
    summary: 'how long the UserSig is valid [24h]',
  },
  ...accessOptions,
} as const

export const mint = defineCommand({
  details: 'Treat a UserSig as a password until it expires. This command sends nothing.',
  options: mintOptions,
  examples: [
    'trtc-call usersig mint --user jack',
    'trtc-call usersig mint --user administrator --lifetime 1h --json',
    'trtc-call usersig mint --user jack | trtc-call usersig inspect',
    'trtc-call usersig mint --user jack --sdk-secret-key - < key.txt',
  ],
  run: printUserSig,
})

async function printUserSig({ options, info }: Context<typeof mintOptions>): Promise<Result> {
  const { user: userId, lifetime: lifetimeMs = 86_400_000 } = options
  const { sdkAppId, sdkSecretKey } = await appKeyOf(options)
  const { value, expiresAt } = mintUserSig({ sdkAppId, sdkSecretKey, userId, lifetimeMs })
  info(`UserSig of ${userId}, app ${sdkAppId}, valid until ${new Date(expiresAt).toISOString()}`)
  return { document: { userSig: value, userId, sdkAppId, expiresAt }, text: value }
}

const inspectOptions = {
  user: { kind: 'text', value: 'USER', field: 'userId', summary: 'user that the UserSig should be for' },
  field: {
    kind: 'choice',
    choices: ['UserSig', 'PrivateMapKey'],
    summary: 'field to inspect if the text has both [UserSig]',
  },
  ...accessOptions,
} as const

export const inspect = defineCommand({
  details: `Accepts a UserSig or PrivateMapKey alone, or in a URL, a curl line, a body, a log or a mail, and
compares it with the user and the app that the text names. Reads stdin if there is no argument.
Checks the signature if the app's key is set. Prints the room and the privileges of a
PrivateMapKey. Exit code 1 means that something is wrong with it. This command sends nothing.`,
  argument: { summary: 'text with a UserSig or PrivateMapKey; @FILE reads a file, - stdin', stdin: 'default' },
  options: inspectOptions,
  examples: [
    'trtc-call usersig mint --user jack | trtc-call usersig inspect --user jack',
    'trtc-call usersig inspect --json < usersig.txt',
    'trtc-call usersig inspect @curl-line.txt',
    'trtc-call usersig inspect --field PrivateMapKey @request.json',
  ],
  run: inspectUserSig,
})

async function inspectUserSig(context: Context<typeof inspectOptions>): Promise<Result> {
  const { user: userId, sdkAppId, field = 'UserSig' } = context.options
  const pasted = await readTextArgument(context, field)
  const sdkSecretKey = await context.options.sdkSecretKey()
  const keySource = sdkSecretKey === undefined ? undefined : context.sources.sdkSecretKey
  const { inspectText } = await import('../usersig/inspect-text.ts')
  return inspectText(pasted, field, { userId, sdkAppId, sdkSecretKey, keySource })
}
