import { cloudOptions } from '../client/access-options.ts'
import { connectCloud } from '../client/connect.ts'
import { type Context, defineCommand } from '../command.ts'
import type { Result } from '../result.ts'
import { taskArgument } from './task-argument.ts'

export const ingestShowCommand = defineCommand({
  path: ['ingest', 'show'],
  summary: 'whether a stream still runs',
  details: 'The vendor tells InProgress or NotExist, not why a task is over.',
  argument: taskArgument,
  options: cloudOptions,
  examples: ['trtc-call ingest show TASK_ID', 'trtc-call ingest show TASK_ID --json'],
  run: show,
})

async function show(context: Context<typeof cloudOptions>): Promise<Result> {
  const { argument: TaskId, signal } = context
  const trtc = await connectCloud(context)
  const { Status: status, RequestId: requestId } = await trtc.describeStreamIngest({ TaskId }, { signal })
  return { document: { taskId: TaskId, status, requestId }, text: `task ${TaskId}: ${status}` }
}
