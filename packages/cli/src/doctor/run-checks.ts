import type { CommandInput } from '../attribute-error.ts'
import { bothOptions } from '../client/access-options.ts'
import { connectCalls, connectCloud } from '../client/connect.ts'
import { createTransport, proxyVariables } from '../client/network.ts'
import type { Context } from '../command.ts'
import type { doctorOptions } from '../commands/doctor.ts'
import { checkHosts, checkProxy, probeTransport } from './check-network.ts'
import { checkSecrets, checkSources, findSettings } from './check-settings.ts'
import { checkStream } from './check-stream.ts'
import { explainFailure } from './explain-failure.ts'
import { type Finding, skippedByInterrupt, withLink } from './finding.ts'
import { callProbes, cloudProbes } from './probes.ts'
import { runProbes } from './run-probes.ts'

type DoctorContext = Context<typeof doctorOptions>

const defaultTimeoutMs = 10_000

/** Runs all checks. None of them calls someone or changes something. */
export async function runChecks({ options: given, ...others }: DoctorContext): Promise<Finding[]> {
  const options = { ...given, timeout: given.timeout ?? defaultTimeoutMs }
  const context = { ...others, options }
  const { io, signal, dryRun } = context
  const { robot, callee: callees, site, stream } = options
  const { fetch, responses } = probeTransport(dryRun?.fetch ?? (await createTransport(io)))
  const settings = await findSettings(context)
  signal.throwIfAborted()
  const { secretId, secretKey } = settings.secrets
  const usesCloud = (secretId ?? secretKey ?? stream) !== undefined
  const commandInput = commandInputOf(context)
  const request = { options: { signal }, commandInput }
  const findings = [
    checkSources(settings),
    ...checkSecrets(settings),
    checkProxy(io),
    ...(await checkApi(context, 'call-access', true, async () => {
      return runProbes(callProbes, { calls: await connectCalls(context, fetch), robot, callees, ...request })
    })),
    ...(await checkApi(context, 'cloud-access', usesCloud, async () => {
      return runProbes(cloudProbes, { trtc: await connectCloud(context, { fetch }), ...request })
    })),
    ...checkHosts(dryRun === undefined ? responses : []),
  ]
  if (stream !== undefined) {
    findings.push(await checkStream(stream, { signal, dryRun, hasProxy: proxyVariables(io).length > 0 }))
  }
  return findings.map((finding) => withLink(finding, site))
}

function commandInputOf({ options, sources }: DoctorContext): CommandInput {
  return { command: { options: bothOptions }, values: options, sources }
}

/** Runs the probes of one API. If its client cannot be created, reports why under the name of the check. */
async function checkApi(
  context: DoctorContext,
  check: 'call-access' | 'cloud-access',
  isNeeded: boolean,
  run: () => Promise<Finding[]>,
): Promise<Finding[]> {
  const { signal, dryRun, info } = context
  try {
    return await run()
  } catch (error) {
    if (signal.aborted) return [skippedByInterrupt(check)]
    const finding = explainFailure(check, error, commandInputOf(context))
    if (!isNeeded) return [{ check, state: 'skipped', summary: 'not checked: only streams need a cloud account' }]
    // The list of requests has none for this API.
    if (dryRun !== undefined) info(`${check}: ${finding.summary}; doctor would send nothing to this API`)
    return [{ ...finding, page: check === 'call-access' ? 'apps' : 'cloudKeys' }]
  }
}
