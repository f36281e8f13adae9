import { appIdOf, appKeyOf } from '../client/access.ts'
import { connectBoth, connectCloud } from '../client/connect.ts'
import type { Context } from '../command.ts'
import { InterruptedError } from '../errors.ts'
import { updateProfile } from '../profile/change-profiles.ts'
import { consoleOf } from './consoles.ts'
import type { doctorOptions } from './doctor-options.ts'
import { wantsSaved } from './experiments.ts'
import { type Finding, interruptedAt } from './finding.ts'
import { findRoomIdType, type LiveAnswer } from './live.ts'
import { readFailure } from './read-failure.ts'
import { rehearseRing } from './rehearse-ring.ts'
import { ringOnce } from './ring.ts'

type Examining = Context<typeof doctorOptions>

/** The ones that were asked for, and none where the examination has found something bad. */
export async function tryExperiments(context: Examining, isWell: boolean): Promise<Finding[]> {
  const { ring, live } = context.options
  const wanted = [...(live ? ['room-id-type'] : []), ...(ring === undefined ? [] : ['ring'])]
  if (context.signal.aborted) return wanted.map(interruptedAt)
  if (context.rehearsal === undefined && !isWell) {
    const what = 'not tried, for something is bad already'
    return wanted.map((check) => ({ check, state: 'skipped', what }))
  }
  context.rehearsal?.wait('where nothing is bad so far:')
  return [...(live ? await tryLive(context) : []), ...(ring === undefined ? [] : await tryRing(context, ring))]
}

async function tryLive(context: Examining): Promise<Finding[]> {
  const { options, signal } = context
  const [sdkAppId, sdkSecretKey] = [appIdOf(options), await appKeyOf(options)]
  const { mintUserSig } = await import('@trtc-call/node')
  const userSig = (userId: string): string => mintUserSig({ sdkAppId, sdkSecretKey, userId, lifetimeMs: 300_000 }).value
  const { answer, findings } = await findRoomIdType({ trtc: await connectCloud(context), userSig, signal })
  return [...findings, ...(await save(context, answer))]
}

async function save(context: Examining, answer: LiveAnswer['answer']): Promise<Finding[]> {
  const { options, profile, io } = context
  if (answer === undefined || profile === undefined) return []
  try {
    if (!options.save && !(await wantsSaved(context, profile.name))) return []
    await updateProfile(io, profile.name, { roomIdType: answer })
    return [{ check: 'profile', state: 'ok', what: `roomIdType ${answer} is written to ${profile.name}` }]
  } catch (error) {
    if (error instanceof InterruptedError) return []
    return [readFailure('profile', error, consoleOf(options.site))]
  }
}

async function tryRing(context: Examining, user: string): Promise<Finding[]> {
  const { options, signal, rehearsal, io } = context
  const { robot = '', stream, endpoint, site } = options
  const client = await connectBoth(context, { plays: stream !== undefined })
  const setting = { client, robot, user, stream, endpoint, env: io.env, signal, pages: consoleOf(site) }
  if (rehearsal === undefined) return ringOnce(setting)
  await rehearseRing(setting, rehearsal)
  return []
}
