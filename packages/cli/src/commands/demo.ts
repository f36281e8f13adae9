import type { CalleeBehaviour, CallView, Emulator } from '@trtc-call/emulator'
import { commonOptions } from '../client/access-options.ts'
import { type RequestRow, requestLine, requestRow } from '../client/requests.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { narrate } from '../demo/narrate.ts'
import { type Played, playDemo } from '../demo/play-demo.ts'
import { serveVideo } from '../demo/serve-video.ts'
import { describeEnd, roomName } from '../dial/words.ts'
import type { Io } from '../io.ts'
import { formatFields, startTimeline, styleFor } from '../terminal.ts'
import { readWelcomeVideo } from '../welcome-video.ts'

const options = {
  group: { kind: 'flag', summary: 'ring three people: one answers, one rejects, one lets it ring' },
  json: commonOptions.json,
} as const

export const demoCommand = defineCommand({
  details: `Starts the emulator, places the call of the vendor's guide, starts a two-second video that it serves itself, and
hangs up at once. Real sockets and real signatures, but no account: nothing leaves this machine.`,
  options,
  examples: ['trtc-call demo', 'trtc-call demo --group', 'trtc-call demo --json'],
  run: demo,
})

const alone: Readonly<Record<string, CalleeBehaviour>> = { jack: { does: 'answer' } }
const together: Readonly<Record<string, CalleeBehaviour>> = {
  jack: { does: 'answer' },
  jill: { does: 'reject', afterMs: 250 },
  jane: { does: 'ignore' },
}

async function demo(context: Context<typeof options>): Promise<Result> {
  const users = context.options.group ? together : alone
  const { startEmulator } = await import('@trtc-call/emulator')
  const video = await serveVideo(await readWelcomeVideo())
  try {
    const emulator = await startEmulator({ users })
    return await demoOn(emulator, video.url, context).finally(() => emulator.close())
  } finally {
    video.close()
  }
}

async function demoOn(emulator: Emulator, streamUrl: string, context: Context<typeof options>): Promise<Result> {
  const { io, signal, options: given } = context
  const callees = Object.keys(given.group ? together : alone)
  const rows: RequestRow[] = []
  const watch = announce(io, emulator, rows)
  const played = await playDemo({ emulator, callees, streamUrl, signal, watch })
  const [view] = emulator.calls()
  return resultOf(played, view, rows, io)
}

/** Puts what we send and what the emulator sees on one timeline. */
function announce(io: Io, emulator: Emulator, rows: RequestRow[]): Parameters<typeof playDemo>[0]['watch'] {
  const { bold, good, dim } = styleFor(io)
  io.stderr.write(
    `${bold('A robot rings people and starts a two-second video')}, against the emulator on this machine.\n\n`,
  )
  const timeline = startTimeline(io)
  timeline.print(`the emulator listens on ${emulator.url}`)
  emulator.on((event) => {
    const line = narrate(event)
    if (line !== undefined) timeline.print(`  ${line}`, undefined, good)
  })
  return (event) => {
    rows.push(requestRow(event))
    timeline.print(`→ ${requestLine(event)}`, undefined, (line) => line.replace('→', dim))
  }
}

function resultOf(played: Played, view: CallView | undefined, requests: readonly RequestRow[], io: Io): Result {
  const { call, answer, end, stream, audience } = played
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
    text: `\n${text}\n\n${next(io.program)}`,
  }
}

/** The emulator's word for how a callee left, in ours. */
const results: Readonly<Record<string, string>> = {
  Left: 'answered',
  Rejected: 'rejected',
  Cancelled: 'did not answer; it rang until the call ended',
}

function next(name: string): string {
  return `Nothing of this left your machine, and no account was used. Next:
  ${name} demo --group      ring three people
  ${name} emulator          keep an emulator running, and use the other commands against it
  ${name} dial --help       the same for your own app, robot, callees and stream`
}
