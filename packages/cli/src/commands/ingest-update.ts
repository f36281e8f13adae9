import type { UpdateStreamIngestRequest } from '@trtc-call/node'
import { cloudOptions, confirmOptions } from '../client/access-options.ts'
import { connectCloud } from '../client/connect.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { streamOptions } from '../dial/ring-options.ts'
import { exitCodes, UsageError } from '../errors.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { taskArgument } from './task-argument.ts'

const options = {
  stream: streamOptions.stream,
  volume: streamOptions.volume,
  pause: { kind: 'flag', excludes: ['resume'], summary: 'hold the stream' },
  resume: { kind: 'flag', summary: 'go on after --pause' },
  ...cloudOptions,
  ...confirmOptions,
} as const

export const ingestUpdateCommand = defineCommand({
  details: 'A task that is over already cannot be changed (NotExist, exit code 7).',
  argument: taskArgument,
  options,
  examples: [
    'trtc-call ingest update TASK_ID --volume 50',
    'trtc-call ingest update TASK_ID --stream https://example.com/next.mp4',
    'trtc-call ingest update TASK_ID --pause',
  ],
  run: update,
})

async function update(context: Context<typeof options>): Promise<Result> {
  const { argument: TaskId, signal } = context
  const change = readChange(context)
  await confirmProduction(context, `change what task ${TaskId} plays`)
  const trtc = await connectCloud(context)
  const reply = await trtc.updateStreamIngest({ TaskId, ...change } as UpdateStreamIngestRequest, { signal })
  const { Status: status, RequestId: requestId } = reply
  const isDead = status === 'NotExist'
  const text = isDead ? `task ${TaskId} is over or never was` : `task ${TaskId} is changed`
  // The vendor calls it a success, but nothing was changed.
  const exitCode = isDead ? exitCodes.refused : exitCodes.ok
  return { document: { taskId: TaskId, status, requestId }, text, exitCode }
}

function readChange({ options: { stream, volume, pause, resume } }: Context<typeof options>) {
  const IsPause = pause ? true : resume ? false : undefined
  if (stream === undefined && volume === undefined && IsPause === undefined) {
    throw new UsageError('there is nothing to change: give --stream, --volume, --pause or --resume')
  }
  return { StreamUrl: stream, Volume: volume, IsPause }
}
