import type { Probe } from './call-probes.ts'
import type { Console } from './consoles.ts'
import { type Finding, interruptedAt } from './finding.ts'
import { readFailure } from './read-failure.ts'

/** What is one and the same for every command of an interface. */
const tellsOfAll = /^(authentication|permission|configuration)$/

/**
 * Asks one after the other. Where who is asked cannot be reached, or knows us not, or somebody asks to stop, the rest is not
 * asked.
 */
export async function runProbes<P extends { readonly pages: Console }>(
  probes: readonly Probe<P>[],
  asked: P,
  signal: AbortSignal,
): Promise<Finding[]> {
  const findings: Finding[] = []
  let why: string | undefined
  for (const probe of probes) {
    const { check, expected } = probe
    if (why !== undefined) {
      findings.push({ check, expected, state: 'skipped', what: `not asked, for ${why}` })
      continue
    }
    try {
      findings.push({ check, expected, ...(await probe.run(asked)) })
    } catch (error) {
      if (signal.aborted) {
        findings.push(interruptedAt(check))
        why = 'somebody asked to stop'
        continue
      }
      findings.push({ ...readFailure(check, error, asked.pages), expected })
      if (findings.length === 1 && isFundamental(error)) why = `${check} failed`
    }
  }
  return findings
}

function isFundamental(error: unknown): boolean {
  const { code, kind } = error as { code?: string; kind?: string }
  return code !== 'ERR_API' || tellsOfAll.test(kind ?? '')
}
