import type { CalleeBehaviour, CallView, Emulator } from '@trtc-call/emulator'
import type { AttemptEnd } from '@trtc-call/node'
import { commonOptions } from '../client/access-options.ts'
import { formatRequestLine, type LoggedRequest, logRequest } from '../client/request-log.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { describeEmulatorEvent } from '../demo/describe-event.ts'
import { playDemo } from '../demo/play.ts'
import { serveVideo } from '../demo/serve-video.ts'
import { describeEnd } from '../dial/describe.ts'
import type { Io } from '../io.ts'
import { readWelcomeVideo } from '../read-welcome-video.ts'
import { roomName } from '../room.ts'
import { formatFields, startTimeline, styleFor } from '../terminal.ts'

const options = {
  group: { kind: 'flag', summary: 'ring three people: one answers, one rejects, one does not answer' },
  json: commonOptions.json,
} as const

const single: Readonly<Record<string, CalleeBehaviour>> = { jack: { does: 'answer' } }
const group: Readonly<Record<string, CalleeBehaviour>> = {
  jack: { does: 'answer' },
  jill: { does: 'reject', afterMs: 250 },
  jane: { does: 'ignore' },
}

export const demo = defineCommand({
  details: `Starts the emulator, places the call of the vendor's guide, plays a two-second video that the demo
serves, and hangs up. Sockets and signatures are real, but no account is needed and nothing leaves
this machine.`,
  options,
  examples: ['trtc-call demo', 'trtc-call demo --group', 'trtc-call demo --json'],
  async run(context: Context<typeof options>): Promise<Result> {
    const users = context.options.group ? group : single
    const { startEmulator } = await import('@trtc-call/emulator')
    const video = await serveVideo(await readWelcomeVideo())
    try {
      const emulator = await startEmulator({ users })
      return await play(emulator, Object.keys(users), video.url, context).finally(() => emulator.close())
    } finally {
      video.close()
    }
  },
})

async function play(
  emulator: Emulator,
  callees: readonly string[],
  streamUrl: string,
  { io, signal }: Context,
): Promise<Result> {
  const requests: LoggedRequest[] = []
  const onAttempt = printTimeline(io, emulator, requests)
  const played = await playDemo({ emulator, callees, streamUrl, signal, onAttempt })
  const [call] = emulator.calls()
  return toResult(played, call, requests, io)
}

/** Prints the requests of the client and the events of the emulator on one timeline. */
function printTimeline(io: Io, emulator: Emulator, requests: LoggedRequest[]): (event: AttemptEnd) => void {
  const { bold, good, dim } = styleFor(io)
  const title = bold('A robot rings people and plays a two-second video')
  io.stderr.write(`${title}, against the emulator on this machine.\n\n`)
  const timeline = startTimeline(io)
  timeline.print(`the emulator listens on ${emulator.url}`)
  emulator.on((event) => {
    const line = describeEmulatorEvent(event)
    if (line !== undefined) timeline.print(`  ${line}`, undefined, good)
  })
  return (event) => {
    requests.push(logRequest(event))
    timeline.print(`→ ${formatRequestLine(event)}`, undefined, (line) => line.replace('→', dim))
  }
}

/** How each callee left, by the emulator's status. */
const results: Readonly<Record<string, string>> = {
  Left: 'answered',
  Rejected: 'rejected',
  Cancelled: 'did not answer; the phone rang until the call ended',
}

function toResult(
  { call, answer, end, stream, audience }: Awaited<ReturnType<typeof playDemo>>,
  view: CallView | undefined,
  requests: readonly LoggedRequest[],
  { program }: Io,
): Result {
  const { callId, taskId, room } = call
  const callees = (view?.members ?? []).slice(1)
  const members = callees.map(({ userId, status }) => ({ userId, result: results[status] ?? status }))
  const text = formatFields({
    call: callId,
    task: taskId,
    room: roomName(room),
    ...Object.fromEntries(members.map(({ userId, result }) => [userId, result])),
    stream: `${stream}, heard by ${audience.join(', ')}`,
    ended: `${describeEnd(end)}: the demo hung up`,
  })
  return {
    document: { against: 'emulator', callId, taskId, room, answer, members, stream, audience, end, requests },
    text: `\n${text}\n\n${nextSteps(program)}`,
  }
}

function nextSteps(program: string): string {
  return `Nothing left your machine, and no account was used. Next:
  ${program} demo --group      ring three people
  ${program} emulator          keep an emulator running, and use the other commands against it
  ${program} dial --help       the same for your own app, robot, callees and stream`
}
