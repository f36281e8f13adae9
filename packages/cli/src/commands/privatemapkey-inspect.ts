import type { InspectedUserbuf, Room } from '@trtc-call/node'
import { readArgument } from '../args/read-argument.ts'
import { commonOptions, keyOptions, requestOptions } from '../client/access-options.ts'
import { type Context, defineCommand } from '../command.ts'
import { readRoom } from '../dial/read-ring.ts'
import { roomOptions } from '../dial/ring-options.ts'
import { fieldLines, roomName } from '../dial/words.ts'
import { exitCodes } from '../exit-code.ts'
import { inFlagWords } from '../flag-words.ts'
import { harmless } from '../harmless.ts'
import type { Result } from '../result.ts'
import { findPrivateMapKey } from '../usersig/find-user-sig.ts'

const options = {
  user: { kind: 'text', value: 'USER', summary: 'whose it should be' },
  ...roomOptions,
  sdkAppId: requestOptions.sdkAppId,
  ...keyOptions,
  ...commonOptions,
} as const

export const privatemapkeyInspectCommand = defineCommand({
  details: `Takes the PrivateMapKey alone, or a body or line that has one; reads stdin where there is no argument. With the app's
key it is also checked against the key. Exit code 1 says that something is wrong with it. Nothing is sent.`,
  argument: { summary: 'a PrivateMapKey, or what has one in it; @FILE reads a file, - reads stdin', stdin: 'default' },
  options,
  examples: [
    'trtc-call privatemapkey inspect --room room-42 < ticket.txt',
    'trtc-call privatemapkey inspect @ticket.txt --json',
  ],
  run: inspect,
})

async function inspect(context: Context<typeof options>): Promise<Result> {
  const { user, sdkAppId } = context.options
  const expected = await readRoom(context.options)
  const source = findPrivateMapKey(await readArgument(context, 'PrivateMapKey'))
  const sdkSecretKey = await context.options.sdkSecretKey()
  const { inspectUserSig } = await import('@trtc-call/node')
  const { document, userbuf, faults } = inspectUserSig(source.value, {
    userId: user ?? source.userId,
    sdkAppId: sdkAppId ?? source.sdkAppId,
    sdkSecretKey,
  })
  const wrong = [
    ...faults.map((fault) => ({ ...fault, message: inFlagWords(fault.message) })),
    ...(document === undefined ? [] : faultsOf(userbuf, expected)),
  ]
  return {
    document: { ticket: userbuf, faults: wrong, keyChecked: sdkSecretKey !== undefined },
    text: [...linesOf(userbuf), ...wrong.map(({ message }) => `wrong: ${message}`), verdict(wrong.length)]
      .join('\n')
      .trim(),
    exitCode: wrong.length > 0 ? exitCodes.failed : exitCodes.ok,
  }
}

/** What only a PrivateMapKey can have wrong. */
function faultsOf(ticket: InspectedUserbuf | undefined, expected: Room | undefined) {
  if (ticket === undefined) return [{ code: 'no-ticket', message: 'it is a plain UserSig: it opens no room' }]
  if (expected === undefined || (ticket.room.kind === expected.kind && ticket.room.id === expected.id)) return []
  return [
    { code: 'other-room', message: `it is for room ${harmless(roomName(ticket.room))}, not ${roomName(expected)}` },
  ]
}

function linesOf(ticket: InspectedUserbuf | undefined): string[] {
  if (ticket === undefined) return []
  const { account, sdkAppId, room, privileges, expiresAt } = ticket
  const fields = {
    user: account,
    app: String(sdkAppId),
    room: roomName(room),
    allows: privileges.length === 8 ? 'all' : privileges.join(', ') || 'nothing',
    expires: new Date(expiresAt).toISOString(),
  }
  return [fieldLines(fields)]
}

function verdict(wrong: number): string {
  return wrong > 0 ? '' : 'nothing is wrong with it'
}
