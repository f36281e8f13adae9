import type { AnyTrtcError } from '@trtc-call/node'
import type { ApiOperation } from '../api/operations.ts'
import { placementIn } from '../api/placement-in.ts'
import { callOptions, cloudOptions, confirmOptions } from '../client/access-options.ts'
import { connectCalls, connectCloud } from '../client/connect.ts'
import { maskReply } from '../client/mask.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { endCommands } from '../dial/describe.ts'
import { roomIdTypeOption } from '../dial/options.ts'
import { exitCodes, isTrtcError, UsageError } from '../errors.ts'
import { findJsonError } from '../json.ts'
import { confirmProduction } from '../profile/confirm-production.ts'

const options = {
  body: {
    kind: 'text',
    value: 'JSON',
    source: true,
    untrimmed: true,
    hidden: true,
    field: '*',
    excludes: ['skeleton', 'explain'],
    summary: 'the request, without what the client fills in; default {}',
  },
  skeleton: { kind: 'flag', excludes: ['explain'], summary: 'print a body that is valid, and send nothing' },
  explain: { kind: 'flag', summary: 'print the documentation, and send nothing' },
  ...roomIdTypeOption,
  ...callOptions,
  ...cloudOptions,
  ...confirmOptions,
} as const

export const apiCommand = defineCommand({
  details: `OPERATION is an operationId of the OpenAPI documents or the vendor's own name: startCallByRobot, StartStreamIngest.
Without one they are listed. RoomIdType is not translated: for startStreamIngest --room-id-type says how it is meant. Addresses
in replies are shown without what may be secret. What rings or starts to play is not cut off when you interrupt: its reply is
printed, with exit code 130.`,
  argument: { summary: 'an operationId, or the name that the vendor has for it', candidates: operationIds },
  options,
  examples: [
    'trtc-call api',
    'trtc-call api startCallByRobot --explain',
    'trtc-call api startCallByRobot --skeleton > body.json',
    'trtc-call api startCallByRobot --body @body.json',
    `trtc-call api DescribeStreamIngest --body '{"TaskId":"TASK_ID"}' --json`,
  ],
  run: callApi,
})

async function operationIds(): Promise<readonly string[]> {
  const { apiOperations } = await import('../api/operations.ts')
  return apiOperations.map(({ id }) => id)
}

async function callApi(context: Context<typeof options>): Promise<Result> {
  const { argument, options: given } = context
  const { apiOperations, findOperation, skeletonOf } = await import('../api/operations.ts')
  if (argument === '') return listOf(apiOperations)
  const operation = findOperation(argument)
  if (given.skeleton) return replyResult(skeletonOf(operation))
  if (given.explain) return (await import('../api/explain.ts')).explain(operation)
  if (operation.id !== 'startStreamIngest' && context.sources.roomIdType === '--room-id-type') {
    throw new UsageError('--room-id-type is for startStreamIngest')
  }
  const body = readBody(given.body ?? '{}')
  const { asksFirst } = await import('../api/asks-first.ts')
  if (asksFirst(operation)) await confirmProduction(context, `send ${operation.id}`)
  return send(context, operation, body)
}

async function send(context: Context<typeof options>, operation: ApiOperation, body: object): Promise<Result> {
  const { signal, info, options: given } = context
  const { id, family, described } = operation
  const client = family === 'call' ? await connectCalls(context) : await connectCloud(context)
  const methods = client as unknown as Readonly<Record<string, Method>>
  // What rings or starts to play goes on by itself: without its reply nobody could end it.
  const finishSent = described['x-effect'] === 'unsafe'
  const ingestRoomIdType = given.roomIdType
  const sentAt = Date.now()
  try {
    const reply = (await methods[id]?.call(client, body, { signal, finishSent, ingestRoomIdType })) ?? {}
    const { CallId: callId, TaskId: taskId } = reply as { readonly CallId?: string; readonly TaskId?: string }
    const result = { ...replyResult(maskReply({ id }, reply)), ...(finishSent ? endCommands({ callId, taskId }) : {}) }
    if (!signal.aborted) return result
    info(`interrupted; ${id} had been sent, and this is its reply`)
    return { ...result, exitCode: exitCodes.interrupted }
  } catch (error) {
    const placement = id === 'startCallByRobot' && isTrtcError(error) ? placementIn(body, sentAt) : undefined
    if (placement !== undefined) (error as AnyTrtcError).dial ??= { placement }
    throw error
  }
}

interface SendOptions {
  readonly signal: AbortSignal
  readonly finishSent: boolean
  readonly ingestRoomIdType: 'guide' | 'reference' | undefined
}

type Method = (body: object, options: SendOptions) => Promise<object>

function listOf(
  operations: readonly {
    readonly id: string
    readonly command: string
    readonly described: { readonly summary: string }
  }[],
): Result {
  const rows = operations.map(({ id, command, described }) => ({
    operationId: id,
    command,
    summary: described.summary,
  }))
  const text = rows.map((row) => `${row.operationId.padEnd(24)}  ${row.summary}`).join('\n')
  return { document: { operations: rows }, text }
}

function replyResult(document: object): Result {
  return { document, text: JSON.stringify(document, null, 2) }
}

/** JSON.parse repeats what it was given, so its own message is not used. @throws UsageError naming the place. */
function readBody(text: string): object {
  const fault = findJsonError(text)
  if (fault !== undefined) {
    throw new UsageError(
      `--body stops being JSON at line ${fault.line}, column ${fault.column}`,
      'nothing was sent; --skeleton prints a body that is valid',
    )
  }
  const body: unknown = JSON.parse(text)
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  throw new UsageError('--body must be a JSON object', '--skeleton prints one')
}
