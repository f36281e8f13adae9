import { callOptions, cloudOptions, confirmOptions } from '../client/access-options.ts'
import { connectCalls, connectCloud } from '../client/connect.ts'
import { type Context, defineCommand } from '../command.ts'
import { jsonFault } from '../json-fault.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import type { Result } from '../result.ts'
import { UsageError } from '../usage-error.ts'

const options = {
  body: {
    kind: 'text',
    value: 'JSON',
    source: true,
    untrimmed: true,
    hidden: true,
    excludes: ['skeleton', 'explain'],
    summary: 'the request, without what the client fills in; default {}',
  },
  skeleton: { kind: 'flag', excludes: ['explain'], summary: 'print a body that is valid, and send nothing' },
  explain: { kind: 'flag', summary: 'print the documentation, and send nothing' },
  ...callOptions,
  ...cloudOptions,
  ...confirmOptions,
} as const

export const apiCommand = defineCommand({
  details: `OPERATION is an operationId of the OpenAPI documents or the vendor's own name: startCallByRobot, StartStreamIngest.
Without one they are listed. What stands for a room's kind in RoomIdType is not translated.`,
  argument: { summary: 'its name', candidates: operationIds },
  options,
  examples: [
    'trtc-call api',
    'trtc-call api startCallByRobot --explain',
    'trtc-call api startCallByRobot --skeleton > body.json',
    'trtc-call api startCallByRobot --body @body.json',
    'trtc-call api DescribeStreamIngest --body {"TaskId":"TASK_ID"} --json',
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
  const body = readBody(given.body ?? '{}')
  if (operation.described['x-effect'] !== 'safe') await confirmProduction(context, `send ${operation.id}`)
  const client = operation.family === 'call' ? await connectCalls(context) : await connectCloud(context)
  const methods = client as unknown as Readonly<Record<string, Method>>
  try {
    return replyResult((await methods[operation.id]?.call(client, body, { signal: context.signal })) ?? {})
  } catch (error) {
    throw inBodyWords(error, operation.id)
  }
}

type Method = (body: object, options: { readonly signal: AbortSignal }) => Promise<object>

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
  const fault = jsonFault(text)
  if (fault !== undefined) {
    throw new UsageError(`--body stops being JSON at line ${fault.line}, column ${fault.column}`, 'nothing was sent')
  }
  const body: unknown = JSON.parse(text)
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  throw new UsageError('--body must be a JSON object', '--skeleton prints one')
}

/** The client's own words about a body begin with the operation's name. */
function inBodyWords(error: unknown, id: string): unknown {
  if (!(error instanceof TypeError) || !error.message.startsWith(`${id}: `)) return error
  return new UsageError(
    `--body: ${error.message.slice(id.length + 2)}`,
    `trtc-call api ${id} --explain tells what is allowed`,
  )
}
