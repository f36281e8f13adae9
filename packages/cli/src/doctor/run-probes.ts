import { isClientError } from '../client-error.ts'
import type { ConsoleLinks } from './console-links.ts'
import { explainFailure } from './explain-failure.ts'
import { type Finding, type ProbeResult, skippedByInterrupt } from './finding.ts'

/** A read-only request. It throws responses that it does not expect. */
export interface Probe<Input> {
  readonly check: string
  /** The response of a working configuration. */
  readonly expected: string
  run(input: Input): Promise<ProbeResult>
}

/**
 * Runs probes in order. Skips the rest on interrupt, or if the first one fails for a reason that all share: the host is
 * unreachable, or authentication fails.
 */
export async function runProbes<Input extends { readonly links: ConsoleLinks }>(
  probes: readonly Probe<Input>[],
  input: Input,
  signal: AbortSignal,
): Promise<Finding[]> {
  const findings: Finding[] = []
  let skipReason: string | undefined
  for (const probe of probes) {
    const { check, expected } = probe
    if (skipReason !== undefined) {
      findings.push({ check, expected, state: 'skipped', summary: `not checked: ${skipReason}` })
      continue
    }
    try {
      findings.push({ check, expected, ...(await probe.run(input)) })
    } catch (error) {
      if (signal.aborted) {
        findings.push(skippedByInterrupt(check))
        skipReason = 'interrupted'
        continue
      }
      findings.push({ ...explainFailure(check, error, input.links), expected })
      if (findings.length === 1 && isShared(error)) skipReason = `${check} failed`
    }
  }
  return findings
}

const sharedKinds: readonly string[] = ['authentication', 'permission', 'configuration']

function isShared(error: unknown): boolean {
  return !isClientError(error) || error.code !== 'ERR_API' || sharedKinds.includes(error.kind)
}
