import { appIdOf, appKeyOf } from '../client/access.ts'
import { connectBoth, connectCloud } from '../client/connect.ts'
import type { Context } from '../command.ts'
import { updateProfile } from '../profile/profiles-file.ts'
import { UsageError } from '../usage-error.ts'
import { consoleOf } from './consoles.ts'
import type { doctorOptions } from './doctor-options.ts'
import type { Finding } from './finding.ts'
import { findRoomIdType } from './live.ts'
import { ringOnce } from './ring.ts'

type Examining = Context<typeof doctorOptions>

/** What is asked before: these are not for nothing. @throws UsageError before anything is sent. */
export async function confirmExperiments({ io, options, rehearsal }: Examining): Promise<void> {
  const { ring, robot, live, save, yes } = options
  if (ring !== undefined && robot === undefined) throw new UsageError('--ring needs --robot, who rings')
  if (save && !live) throw new UsageError('--save needs --live, which finds out what to write')
  const deeds = [
    ...(ring === undefined ? [] : [`ring ${ring} for ten seconds`]),
    ...(live ? ['start two streams of nothing and stop them at once, which may be billed'] : []),
  ]
  if (deeds.length === 0 || yes || rehearsal !== undefined) return
  const what = `this will ${deeds.join(', and ')}`
  if (!io.stdin.isTTY || !io.stderr.isTTY) throw new UsageError(what, 'nothing was sent; give --yes to go on')
  io.stderr.write(`${what[0]?.toUpperCase()}${what.slice(1)}. Go on? [y/N] `)
  if (!/^y(es)?$/i.test((await io.stdin.readLine()).trim())) throw new UsageError('not confirmed; nothing was sent')
}

/** The ones that were asked for, and none where the examination has found something bad. */
export async function experiment(context: Examining, isWell: boolean): Promise<Finding[]> {
  const { ring, live } = context.options
  const wanted = [...(live ? ['room-id-type'] : []), ...(ring === undefined ? [] : ['ring'])]
  if (context.rehearsal !== undefined) return []
  if (!isWell) {
    const what = 'not tried, for something is bad already'
    return wanted.map((check) => ({ check, state: 'skipped', what }))
  }
  return [...(live ? await tryLive(context) : []), ...(ring === undefined ? [] : await tryRing(context, ring))]
}

async function tryLive(context: Examining): Promise<Finding[]> {
  const { options, profile, io, signal } = context
  const [sdkAppId, sdkSecretKey] = [appIdOf(options), await appKeyOf(options)]
  const { mintUserSig } = await import('@trtc-call/node')
  const userSig = (userId: string): string => mintUserSig({ sdkAppId, sdkSecretKey, userId, lifetimeMs: 300_000 }).value
  const { answer, ...finding } = await findRoomIdType({ trtc: await connectCloud(context), userSig, signal })
  if (answer === undefined || profile === undefined || !(options.save || (await wantsSaved(io, profile.name)))) {
    return [finding]
  }
  await updateProfile(io, profile.name, { roomIdType: answer })
  return [finding, { check: 'profile', state: 'ok', what: `roomIdType ${answer} is written to ${profile.name}` }]
}

async function wantsSaved(io: Examining['io'], name: string): Promise<boolean> {
  if (!io.stdin.isTTY || !io.stderr.isTTY) return false
  io.stderr.write(`Write the answer to the profile ${name}? [y/N] `)
  return /^y(es)?$/i.test((await io.stdin.readLine()).trim())
}

async function tryRing(context: Examining, user: string): Promise<Finding[]> {
  const { options, signal } = context
  const { robot = '', stream, endpoint, site } = options
  const client = await connectBoth(context, { plays: stream !== undefined })
  return ringOnce({ client, robot, user, stream, endpoint, signal, pages: consoleOf(site) })
}
