import type { Transport } from '@trtc-call/node'
import { connectCalls, connectCloud } from '../client/connect.ts'
import { networkOf, proxyVariables } from '../client/network.ts'
import type { Context } from '../command.ts'
import type { doctorOptions } from '../commands/doctor.ts'
import { callProbes } from './call-probes.ts'
import { checkHosts, checkProxy, probeTransport } from './check-network.ts'
import { checkSecrets, checkSources, type FoundSettings, findSettings } from './check-settings.ts'
import { checkStream } from './check-stream.ts'
import { cloudProbe } from './cloud-probe.ts'
import { consoleLinks } from './console-links.ts'
import { explainFailure, type FailedFinding } from './explain-failure.ts'
import { type Finding, skippedByInterrupt } from './finding.ts'
import { runProbes } from './run-probes.ts'

type DoctorContext = Context<typeof doctorOptions>

const defaultTimeoutMs = 10_000

/** Runs all checks. None of them calls someone or changes something. */
export async function runChecks(context: DoctorContext): Promise<Finding[]> {
  const { io, signal, rehearsal } = context
  const options = { ...context.options, timeout: context.options.timeout ?? defaultTimeoutMs }
  const transport = probeTransport(rehearsal?.fetch ?? (await networkOf(io)))
  const settings = await findSettings(context)
  signal.throwIfAborted()
  const findings = [
    checkSources(settings),
    ...checkSecrets(settings, consoleLinks(options.site)),
    checkProxy(io),
    ...(await checkCallApi({ ...context, options }, transport.fetch)),
    ...(await checkCloudApi({ ...context, options }, transport.fetch, settings)),
    ...checkHosts(rehearsal === undefined ? transport.responses : []),
  ]
  if (options.stream === undefined) return findings
  const hasProxy = proxyVariables(io).length > 0
  return [...findings, await checkStream(options.stream, { signal, rehearsal, hasProxy })]
}

async function checkCallApi(context: DoctorContext, fetch: Transport): Promise<Finding[]> {
  const { options, signal } = context
  const links = consoleLinks(options.site)
  try {
    const calls = await connectCalls(context, fetch)
    const { robot, callee: callees } = options
    return await runProbes(callProbes, { calls, options: { signal }, robot, callees, links }, signal)
  } catch (error) {
    if (signal.aborted) return [skippedByInterrupt('call-access')]
    return [noteInDryRun(context, { ...explainFailure('call-access', error, links), link: links.apps })]
  }
}

async function checkCloudApi(
  context: DoctorContext,
  fetch: Transport,
  { secrets: { secretId, secretKey } }: FoundSettings,
): Promise<Finding[]> {
  const { options, signal } = context
  const links = consoleLinks(options.site)
  try {
    const trtc = await connectCloud(context, fetch)
    return await runProbes([cloudProbe], { trtc, options: { signal }, links }, signal)
  } catch (error) {
    if (signal.aborted) return [skippedByInterrupt('cloud-access')]
    const finding = { ...explainFailure('cloud-access', error, links), link: links.cloudKeys }
    const isNeeded = (secretId ?? secretKey ?? options.stream) !== undefined
    return [isNeeded ? noteInDryRun(context, finding) : { ...finding, state: 'skipped', cause: 'only streams need it' }]
  }
}

/** With --dry-run, says on stderr why the list of requests has none for this API. */
function noteInDryRun({ say, rehearsal }: DoctorContext, finding: FailedFinding): FailedFinding {
  if (rehearsal !== undefined) say(`${finding.check}: ${finding.summary}; doctor would send nothing to this API`)
  return finding
}
