import type { RequestOptions } from '@trtc-call/node'
import type { CommandInput } from '../attribute-error.ts'
import { isTrtcError } from '../errors.ts'
import { explainFailure } from './explain-failure.ts'
import { type CheckResult, type Finding, skippedByInterrupt } from './finding.ts'

/** A read-only request. It throws responses that it does not expect. */
export interface ApiCheck<Input> {
  readonly check: string
  /** The response of a working configuration. */
  readonly expected: string
  run(input: Input): Promise<CheckResult>
}

export interface ApiCheckInput {
  /** Names the source of invalid input. */
  readonly commandInput: CommandInput
  /** With the signal of an interruption. */
  readonly options: RequestOptions & { readonly signal: AbortSignal }
}

/**
 * Runs checks in order. Skips the rest on interrupt, or if the first one fails for a reason that all share: the host is
 * unreachable, or authentication fails.
 */
export async function runApiChecks<Input extends ApiCheckInput>(
  checks: readonly ApiCheck<Input>[],
  input: Input,
): Promise<Finding[]> {
  const { signal } = input.options
  const findings: Finding[] = []
  let skipReason: string | undefined
  for (const { check, expected, run } of checks) {
    if (skipReason !== undefined) {
      findings.push({ check, expected, state: 'skipped', summary: `not checked: ${skipReason}` })
      continue
    }
    try {
      findings.push({ check, expected, ...(await run(input)) })
    } catch (error) {
      const { aborted } = signal
      findings.push(
        aborted ? skippedByInterrupt(check) : { ...explainFailure(check, error, input.commandInput), expected },
      )
      if (aborted) skipReason = 'interrupted'
      else if (findings.length === 1 && isShared(error)) skipReason = `${check} failed`
    }
  }
  return findings
}

const sharedKinds: readonly string[] = ['authentication', 'permission', 'configuration']

function isShared(error: unknown): boolean {
  return !isTrtcError(error) || error.code !== 'ERR_API' || sharedKinds.includes(error.kind)
}
