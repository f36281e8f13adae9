import { cloudOptions } from '../client/access-options.ts'
import { connectCloud } from '../client/connect.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { taskArgument } from './task-argument.ts'

export const ingestStopCommand = defineCommand({
  details: 'A task that is over already is refused with FailedOperation.TaskFinished (exit code 7).',
  argument: taskArgument,
  options: cloudOptions,
  examples: ['trtc-call ingest stop TASK_ID', 'trtc-call ingest stop -- -TASK_ID_THAT_BEGINS_WITH_A_DASH'],
  run: stop,
})

async function stop(context: Context<typeof cloudOptions>): Promise<Result> {
  const { argument: TaskId, signal } = context
  const trtc = await connectCloud(context)
  const { RequestId: requestId } = await trtc.stopStreamIngest({ TaskId }, { signal })
  return { document: { taskId: TaskId, stopped: true, requestId }, text: `task ${TaskId} is stopped` }
}
