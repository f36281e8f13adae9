import type { InspectedUserbuf, Room, UserSigDocument } from '@trtc-call/node'
import { commonOptions, keyOptions, requestOptions } from '../client/access-options.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { readRoom } from '../dial/read-ring.ts'
import { roomOptions } from '../dial/ring-options.ts'
import { roomName } from '../dial/words.ts'
import { exitCodes } from '../errors.ts'
import { inFlagWords } from '../flag-words.ts'
import { readTextArgument } from '../read-text.ts'
import { escapeControl, formatFields } from '../terminal.ts'
import { findUserSig } from '../usersig/find-user-sig.ts'
import { foundLines, requestFaults } from '../usersig/request-beside.ts'
import { faultLine, timeAndAge, verdict } from '../usersig/words.ts'

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
  const pasted = await readTextArgument(context, 'PrivateMapKey')
  const sdkSecretKey = await context.options.sdkSecretKey()
  const source = findUserSig(pasted, 'PrivateMapKey')
  if (source === undefined) {
    const message = 'no PrivateMapKey found'
    return { document: { faults: [{ code: 'not-found', message }] }, text: message, exitCode: exitCodes.failed }
  }
  const { inspectUserSig } = await import('@trtc-call/node')
  const now = Date.now()
  const { document, userbuf, faults } = inspectUserSig(source.value, {
    userId: source.userId ?? user,
    sdkAppId: source.sdkAppId ?? sdkAppId,
    sdkSecretKey,
    now,
  })
  const wrong: Fault[] = [
    ...faults.map((fault) => ({ ...fault, message: inFlagWords(fault.message) })),
    ...requestFaults(source, { userId: user, sdkAppId }).filter(({ code }) =>
      faults.every((told) => told.code !== code),
    ),
    ...(document === undefined ? [] : faultsOf(document, userbuf, expected)),
    ...roomBeside(source.roomId, userbuf),
  ]
  return {
    document: { ticket: userbuf, faults: wrong, keyChecked: sdkSecretKey !== undefined },
    text: [
      ...foundLines(source, 'PrivateMapKey'),
      ...linesOf(userbuf, now),
      ...wrong.map(faultLine),
      ...(wrong.length > 0 ? [] : [verdict(sdkSecretKey !== undefined)]),
    ].join('\n'),
    exitCode: wrong.length > 0 ? exitCodes.failed : exitCodes.ok,
  }
}

interface Fault {
  readonly code: string
  readonly message: string
  readonly vendorCode?: number
}

/** What only a PrivateMapKey can have wrong. */
function faultsOf(
  document: UserSigDocument,
  ticket: InspectedUserbuf | undefined,
  expected: Room | undefined,
): readonly Fault[] {
  if (document['TLS.userbuf'] === undefined) {
    return [{ code: 'no-ticket', message: 'it is a plain UserSig: it opens no room' }]
  }
  if (ticket === undefined || expected === undefined) return []
  if (ticket.room.kind === expected.kind && ticket.room.id === expected.id) return []
  return [
    { code: 'other-room', message: `it is for the ${kindAndName(ticket.room)}, not for the ${kindAndName(expected)}` },
  ]
}

/** A body may number its room either way, so what its RoomId says is compared as text. */
function roomBeside(roomId: string | undefined, ticket: InspectedUserbuf | undefined): readonly Fault[] {
  if (roomId === undefined || ticket === undefined || String(ticket.room.id) === roomId) return []
  const message = `it is for the ${kindAndName(ticket.room)}, and the request around it for the room ${escapeControl(roomId)}`
  return [{ code: 'other-room', message }]
}

function kindAndName({ kind, id }: Room): string {
  return `${kind === 'int' ? 'number' : 'string'} room ${escapeControl(String(id))}`
}

function linesOf(ticket: InspectedUserbuf | undefined, now: number): string[] {
  if (ticket === undefined) return []
  const { account, sdkAppId, room, privileges, expiresAt } = ticket
  const fields = {
    user: account,
    app: String(sdkAppId),
    room: roomName(room),
    allows: privileges.length === 8 ? 'all' : privileges.join(', ') || 'nothing',
    expires: timeAndAge(expiresAt, now),
  }
  return [formatFields(fields)]
}
