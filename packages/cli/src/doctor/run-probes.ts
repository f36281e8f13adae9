import type { Probe } from './call-probes.ts'
import type { Console } from './consoles.ts'
import type { Finding } from './finding.ts'
import { readFailure } from './read-failure.ts'

/** What is one and the same for every command of an interface. */
const tellsOfAll = /^(authentication|permission|configuration)$/

/** Asks one after the other. Where who is asked cannot be reached, or knows us not, the rest is not asked. */
export async function runProbes<P extends { readonly pages: Console }>(
  probes: readonly Probe<P>[],
  asked: P,
  signal: AbortSignal,
): Promise<Finding[]> {
  const findings: Finding[] = []
  let blocked = false
  for (const probe of probes) {
    const { check, expected } = probe
    if (blocked) {
      findings.push({ check, expected, state: 'skipped', what: `not asked, for ${findings[0]?.check} failed` })
      continue
    }
    try {
      findings.push({ check, expected, ...(await probe.run(asked)) })
    } catch (error) {
      signal.throwIfAborted()
      findings.push({ ...readFailure(check, error, asked.pages), expected })
      blocked = findings.length === 1 && isFundamental(error)
    }
  }
  return findings
}

function isFundamental(error: unknown): boolean {
  const { code, kind } = error as { code?: string; kind?: string }
  return code !== 'ERR_API' || tellsOfAll.test(kind ?? '')
}
