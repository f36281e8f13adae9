import type { DialedCall } from '@trtc-call/node'
import { callOptions, confirmOptions } from '../client/access-options.ts'
import { connectBoth } from '../client/connect.ts'
import { type RequestRow, requestRow } from '../client/requests.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { orGiveUp } from '../dial/dial-result.ts'
import { readRing } from '../dial/read-ring.ts'
import { ringOptions } from '../dial/ring-options.ts'
import { endedBy, roomName } from '../dial/words.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { formatFields } from '../terminal.ts'

const options = { ...ringOptions, ...callOptions, ...confirmOptions } as const

export const callStartCommand = defineCommand({
  details: `The call goes on by itself. Without --room a fresh one is taken. When you interrupt before the answer is here, the call
is ended again, exit code 130.`,
  options,
  examples: [
    'trtc-call call start --robot robot --callee jack',
    'trtc-call call start --robot robot --callee jack --media audio --int-room 1001 --ring-timeout-ms 60000',
    'trtc-call call start --robot robot --callee jack --user-data @data.json --json',
    'trtc-call call start --robot robot --callee jack --dry-run',
  ],
  run: start,
})

async function start(context: Context<typeof options>): Promise<Result> {
  const request = await readRing(context.options)
  await confirmProduction(context, `ring ${request.callees.join(', ')}`)
  const rows: RequestRow[] = []
  const { signal, info } = context
  const { dial } = await connectBoth(context, { plays: false, watch: (event) => rows.push(requestRow(event)) })
  return orGiveUp({ signal, rows, info }, async (onPlaced) =>
    placedResult(await dial(request, { until: 'placed', signal, onPlaced })),
  )
}

function placedResult({ callId, room, callees }: DialedCall): Result {
  const refused = callees.filter(({ accepted }) => !accepted)
  const text = formatFields({
    call: callId ?? 'the vendor told no id',
    room: roomName(room),
    ringing: callees.flatMap(({ userId, accepted }) => (accepted ? [userId] : [])).join(', '),
    refused: refused.map(({ userId, resultCode }) => `${userId} (${resultCode})`).join(', ') || undefined,
  })
  return { document: { callId, room, callees }, text, ...endedBy({ callId }) }
}
