import type { CommandInput } from '../attribute-error.ts'
import { bothOptions } from '../client/access-options.ts'
import { createTransport, proxyVariables } from '../client/connection.ts'
import { createCallClient, createCloudClient } from '../client/create-clients.ts'
import type { Context } from '../command.ts'
import type { doctorOptions } from '../commands/doctor.ts'
import { callChecks, cloudChecks } from './api-checks.ts'
import { checkHosts, checkProxy, recordResponses } from './check-network.ts'
import { checkSecrets, checkSources, findSettings } from './check-settings.ts'
import { checkStream } from './check-stream.ts'
import { explainFailure } from './explain-failure.ts'
import { type Finding, skippedByInterrupt, withLink } from './finding.ts'
import { runApiChecks } from './run-api-checks.ts'

type DoctorContext = Context<typeof doctorOptions>

const defaultTimeoutMs = 10_000

/** Runs all checks. None of them calls someone or changes something. */
export async function runChecks({ options: given, ...others }: DoctorContext): Promise<Finding[]> {
  const options = { ...given, timeout: given.timeout ?? defaultTimeoutMs }
  const context = { ...others, options }
  const { io, signal, dryRun } = context
  const { robot, callee: callees, site, stream } = options
  const { fetch, responses } = recordResponses(dryRun?.fetch ?? (await createTransport(io)))
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
      return runApiChecks(callChecks, { calls: await createCallClient(context, fetch), robot, callees, ...request })
    })),
    ...(await checkApi(context, 'cloud-access', usesCloud, async () => {
      return runApiChecks(cloudChecks, { trtc: await createCloudClient(context, { fetch }), ...request })
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

/** Runs the checks of one interface. If its client cannot be created, reports why under the name of the check. */
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
    // In a dry run this check sends nothing, so say why.
    if (dryRun !== undefined) info(`${check}: ${finding.summary}; doctor would send nothing for this check`)
    return [{ ...finding, page: check === 'call-access' ? 'apps' : 'cloudKeys' }]
  }
}
