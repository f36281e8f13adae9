import type { Transport } from '@trtc-call/node'
import type { Context } from '../command.ts'
import { callProbes } from './call-probes.ts'
import { checkClock } from './check-clock.ts'
import { checkOrigins } from './check-origins.ts'
import { checkProxy } from './check-proxy.ts'
import { checkSecrets } from './check-secrets.ts'
import { checkStream } from './check-stream.ts'
import { callsFor, cloudFor } from './clients.ts'
import { cloudProbe } from './cloud-probe.ts'
import { type Console, consoleOf } from './consoles.ts'
import type { doctorOptions } from './doctor-options.ts'
import type { Finding } from './finding.ts'
import { readFailure } from './read-failure.ts'
import { runProbes } from './run-probes.ts'
import { watchTransport } from './watch-transport.ts'

type Examining = Context<typeof doctorOptions>

/** Everything that can be found out without ringing anybody and without changing anything. */
export async function examine(context: Examining): Promise<Finding[]> {
  const { options, origins, io, signal, rehearsal } = context
  const pages = consoleOf(options.site)
  const { createNodeTransport } = await import('@trtc-call/node')
  const watched = watchTransport(rehearsal?.fetch ?? createNodeTransport())
  const { stream } = options
  const secrets = await secretsOf(options)
  const findings = [
    checkOrigins(originsOf(origins, secrets)),
    ...checkSecrets(secrets, pages),
    checkProxy(io.env),
    ...(await examineCalls(context, watched.fetch, pages)),
    ...(await examineCloud(context, watched.fetch, pages)),
    ...checkClock(watched.clocks),
  ]
  if (stream === undefined || rehearsal !== undefined) return findings
  return [...findings, await checkStream(stream, signal)]
}

const secretNames = ['sdkSecretKey', 'secretId', 'secretKey', 'token'] as const

type Secrets = { readonly [Name in (typeof secretNames)[number]]: string | undefined }

async function secretsOf(options: Examining['options']): Promise<Secrets> {
  const found = await Promise.all(secretNames.map(async (name) => [name, await options[name]()] as const))
  return Object.fromEntries(found) as Secrets
}

/** A profile's command may print some of the secrets only. */
function originsOf(origins: Examining['origins'], secrets: Secrets): Examining['origins'] {
  const missing: readonly string[] = secretNames.filter((name) => secrets[name] === undefined)
  return Object.fromEntries(Object.entries(origins).filter(([name]) => !missing.includes(name)))
}

async function examineCalls(context: Examining, fetch: Transport, pages: Console): Promise<Finding[]> {
  const { robot, callee: callees } = context.options
  const { signal } = context
  try {
    const calls = await callsFor(context, fetch)
    return await runProbes(callProbes, { calls, options: { signal }, robot, callees }, pages, signal)
  } catch (error) {
    signal.throwIfAborted()
    return [{ ...readFailure('call-access', error, pages), where: pages.apps }]
  }
}

async function examineCloud(context: Examining, fetch: Transport, pages: Console): Promise<Finding[]> {
  const { options, signal } = context
  try {
    const trtc = await cloudFor(context, fetch)
    return await runProbes([cloudProbe], { trtc, options: { signal } }, pages, signal)
  } catch (error) {
    signal.throwIfAborted()
    const failure = { ...readFailure('cloud-access', error, pages), where: pages.cloudKeys }
    const { secretId, secretKey } = await secretsOf(options)
    const isWanted = (secretId ?? secretKey ?? options.stream) !== undefined
    // Who plays no stream needs no cloud account.
    return [isWanted ? failure : { ...failure, state: 'skipped', why: 'only who plays streams needs it' }]
  }
}
