import type { AnyTrtcError, Placement, StartCallByRobotRequest } from '@trtc-call/node'
import type { ApiOperation } from '../api/operations.ts'
import { callOptions, cloudOptions, confirmOptions } from '../client/access-options.ts'
import { createCallClient, createCloudClient } from '../client/create-clients.ts'
import { maskReply } from '../client/mask.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { endCommands } from '../dial/describe.ts'
import { roomIdTypeOption } from '../dial/options.ts'
import { exitCodes, isTrtcError, UsageError } from '../errors.ts'
import { parseJsonObject } from '../json.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { roomOf } from '../room.ts'

const options = {
  body: {
    kind: 'text',
    value: 'JSON',
    source: true,
    untrimmed: true,
    secretValue: true,
    field: '*',
    excludes: ['skeleton', 'explain'],
    summary: 'the request, without what the client fills in [{}]',
  },
  skeleton: { kind: 'flag', excludes: ['explain'], summary: 'print a valid body and send nothing' },
  explain: { kind: 'flag', summary: 'print the documentation and send nothing' },
  ...roomIdTypeOption,
  ...callOptions,
  ...cloudOptions,
  ...confirmOptions,
} as const

export const api = defineCommand({
  details: `OPERATION is an operationId of the OpenAPI documents or the vendor's own name: startCallByRobot,
StartStreamIngest. Without OPERATION, all operations are listed. RoomIdType is sent as it is; for
startStreamIngest, --room-id-type says which convention it follows. Secrets in the URLs of a
response are masked. On Ctrl-C, a request that rings or starts a stream is not cut off: its
response is printed, with exit code 130.`,
  argument: { summary: 'operationId, or the vendor’s name of the operation', candidates: operationIds },
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
  const { findOperation, listOperations, needsConfirmation, skeletonOf } = await import('../api/operations.ts')
  if (argument === '') return listOperations()
  const operation = findOperation(argument)
  if (given.skeleton) return jsonResult(skeletonOf(operation))
  if (given.explain) return (await import('../api/explain.ts')).explain(operation)
  if (operation.id !== 'startStreamIngest' && context.sources.roomIdType === '--room-id-type') {
    throw new UsageError('--room-id-type is for startStreamIngest')
  }
  const body = parseJsonObject(given.body ?? '{}', '--body', 'nothing was sent; --skeleton prints a valid body')
  if (needsConfirmation(operation)) await confirmProduction(context, `send ${operation.id}`)
  return send(context, operation, body)
}

interface SendOptions {
  readonly signal: AbortSignal
  readonly finishSent: boolean
  readonly ingestRoomIdType: 'guide' | 'reference' | undefined
}

type Method = (body: object, options: SendOptions) => Promise<object>

async function send(context: Context<typeof options>, operation: ApiOperation, body: object): Promise<Result> {
  const { signal, info, options: given } = context
  const { id, family, described } = operation
  const client = family === 'call' ? await createCallClient(context) : await createCloudClient(context)
  const methods = client as unknown as Readonly<Record<string, Method>>
  // The response has the id that ends what was started.
  const finishSent = described['x-effect'] === 'unsafe'
  const sentAt = Date.now()
  try {
    const sending = { signal, finishSent, ingestRoomIdType: given.roomIdType }
    const response = (await methods[id]?.call(client, body, sending)) ?? {}
    const { CallId: callId, TaskId: taskId } = response as { readonly CallId?: string; readonly TaskId?: string }
    const result = { ...jsonResult(maskReply({ id }, response)), ...(finishSent && endCommands({ callId, taskId })) }
    if (!signal.aborted) return result
    info(`interrupted after ${id} had been sent; this is its response`)
    return { ...result, exitCode: exitCodes.interrupted }
  } catch (error) {
    const placement = id === 'startCallByRobot' && isTrtcError(error) ? placementOf(body, sentAt) : undefined
    if (placement !== undefined) (error as AnyTrtcError).dial ??= { placement }
    throw error
  }
}

/** What finds the call again if its response is lost. Undefined if the body names no room. */
function placementOf(body: object, sentAt: number): Placement | undefined {
  const { Robot_Account: robot, CalleeList_Account: callees, Timeout, CallInfo } = body as StartCallByRobotRequest
  const room = roomOf(CallInfo.RoomId, CallInfo.RoomIdType)
  return room && { room, robot, callees, sentAt, ringTimeoutMs: Timeout }
}

function jsonResult(document: object): Result {
  return { document, text: JSON.stringify(document, null, 2) }
}
