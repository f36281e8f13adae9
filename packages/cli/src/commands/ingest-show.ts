import { setTimeout as sleep } from 'node:timers/promises'
import type { TrtcClient } from '@trtc-call/node'
import { cloudOptions } from '../client/access-options.ts'
import { connectCloud } from '../client/connect.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { exitCodes, UsageError } from '../errors.ts'
import { startTimeline } from '../terminal.ts'
import { taskArgument } from './task-argument.ts'

const options = {
  watch: { kind: 'flag', summary: 'look again and again until it is over' },
  intervalS: {
    kind: 'integer',
    value: 'S',
    min: 1,
    max: 3_600,
    summary: 'with --watch, between two looks, default 2',
  },
  ...cloudOptions,
} as const

export const ingestShowCommand = defineCommand({
  details: `The vendor tells InProgress or NotExist, not why a task is over. With --watch Ctrl-C ends the watching and not the
stream, exit code 130.`,
  argument: taskArgument,
  options,
  examples: [
    'trtc-call ingest show TASK_ID',
    'trtc-call ingest show TASK_ID --json',
    'trtc-call ingest show TASK_ID --watch --interval-s 5',
  ],
  run: show,
})

async function show(context: Context<typeof options>): Promise<Result> {
  const { argument: taskId, options: given, rehearsal } = context
  if (given.intervalS !== undefined && !given.watch) throw new UsageError('--interval-s needs --watch')
  const trtc = await connectCloud(context)
  if (given.watch && rehearsal === undefined) return watch(trtc, context)
  const seen = await look(trtc, context)
  return { document: { taskId, ...seen }, text: `task ${taskId}: ${seen.status}` }
}

interface Seen {
  readonly status: string
  readonly requestId: string
}

async function look(trtc: TrtcClient, { argument: TaskId, signal }: Context<typeof options>): Promise<Seen> {
  const { Status: status, RequestId: requestId } = await trtc.describeStreamIngest({ TaskId }, { signal })
  return { status: String(status), requestId }
}

async function watch(trtc: TrtcClient, context: Context<typeof options>): Promise<Result> {
  const { argument: taskId, signal, io, options: given } = context
  const timeline = startTimeline(io)
  let last: Seen | undefined
  for (let looks = 1; ; looks++) {
    const seen = await look(trtc, context).catch((error: unknown) => {
      if (signal.aborted && last !== undefined) return last
      throw error
    })
    const { status } = seen
    if (status !== last?.status)
      timeline.print(`${status}${status === 'InProgress' ? '; Ctrl-C ends the watching' : ''}`)
    last = seen
    const text = `task ${taskId}: ${status}`
    if (status === 'NotExist') return { document: { taskId, ...seen, looks }, text }
    await sleep((given.intervalS ?? 2) * 1_000, undefined, { signal }).catch(() => {})
    if (!signal.aborted) continue
    const document = { interrupted: true, taskId, ...seen, looks }
    return { document, text: `${text} when the watching ended`, exitCode: exitCodes.interrupted }
  }
}
