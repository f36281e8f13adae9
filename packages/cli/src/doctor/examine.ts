import type { Transport } from '@trtc-call/node'
import { connectCalls, connectCloud } from '../client/connect.ts'
import { networkOf, proxyVariables } from '../client/network.ts'
import type { Context } from '../command.ts'
import type { doctorOptions } from '../commands/doctor.ts'
import { callProbes } from './call-probes.ts'
import { checkHosts } from './check-hosts.ts'
import { checkOrigins } from './check-origins.ts'
import { checkProxy } from './check-proxy.ts'
import { checkSecrets } from './check-secrets.ts'
import { checkStream } from './check-stream.ts'
import { cloudProbe } from './cloud-probe.ts'
import { type Console, consoleOf } from './consoles.ts'
import { type FoundSecrets, findSecrets } from './find-secrets.ts'
import { type Finding, interruptedAt } from './finding.ts'
import { type Failure, readFailure } from './read-failure.ts'
import { runProbes } from './run-probes.ts'
import { watchTransport } from './watch-transport.ts'

type Examining = Context<typeof doctorOptions>

const probeTimeoutMs = 10_000

/** Everything that can be found out without ringing anybody and without changing anything. */
export async function examine(context: Examining): Promise<Finding[]> {
  const { options, io, signal, rehearsal } = context
  const pages = consoleOf(options.site)
  const watched = watchTransport(rehearsal?.fetch ?? (await networkOf(io)))
  const { stream } = options
  const found = await findSecrets(context)
  signal.throwIfAborted()
  const findings = [
    checkOrigins(found.sources),
    ...checkSecrets(found, pages),
    checkProxy(io),
    ...(await examineCalls(context, watched.fetch, pages)),
    ...(await examineCloud(context, watched.fetch, { pages, found })),
    ...checkHosts(rehearsal === undefined ? watched.reached : []),
  ]
  if (stream === undefined) return findings
  return [...findings, await checkStream(stream, { signal, rehearsal, hasProxy: proxyVariables(io).length > 0 })]
}

async function examineCalls(context: Examining, fetch: Transport, pages: Console): Promise<Finding[]> {
  const { robot, callee: callees } = context.options
  const { signal } = context
  try {
    const calls = await connectCalls(hurried(context), fetch)
    return await runProbes(callProbes, { calls, options: { signal }, robot, callees, pages }, signal)
  } catch (error) {
    if (signal.aborted) return [interruptedAt('call-access')]
    return [unasked(context, { ...readFailure('call-access', error, pages), where: pages.apps })]
  }
}

async function examineCloud(
  context: Examining,
  fetch: Transport,
  { pages, found }: { readonly pages: Console; readonly found: FoundSecrets },
): Promise<Finding[]> {
  const { options, signal } = context
  try {
    const trtc = await connectCloud(hurried(context), fetch)
    return await runProbes([cloudProbe], { trtc, options: { signal }, pages }, signal)
  } catch (error) {
    if (signal.aborted) return [interruptedAt('cloud-access')]
    const failure = { ...readFailure('cloud-access', error, pages), where: pages.cloudKeys }
    const { secretId, secretKey } = found.secrets
    const isWanted = (secretId ?? secretKey ?? options.stream) !== undefined
    // Who plays no stream needs no cloud account.
    return [
      isWanted ? unasked(context, failure) : { ...failure, state: 'skipped', why: 'only who plays streams needs it' },
    ]
  }
}

/** Whoever examines wants to know soon: less patience than elsewhere. */
function hurried(context: Examining): Examining {
  const { options } = context
  return { ...context, options: { ...options, timeout: options.timeout ?? probeTimeoutMs } }
}

/** Among requests that would be sent, those that would not are missed. */
function unasked({ info, rehearsal }: Examining, failure: Failure): Failure {
  if (rehearsal !== undefined) info(`${failure.check}: ${failure.what}; nothing would be asked there`)
  return failure
}
