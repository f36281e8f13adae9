import type { Result } from '../command.ts'
import { exitCodes } from '../errors.ts'
import type { Finding, FindingState } from './finding.ts'

const labels: Readonly<Record<FindingState, string>> = { ok: 'ok', failed: 'FAIL', warning: 'WARN', skipped: 'skip' }
const checkWidth = 17
const indent = ' '.repeat(8)

/** Formats all findings. The exit code is 1 if a check failed and 130 after an interruption. */
export function formatReport(findings: readonly Finding[], interrupted: boolean): Result {
  const count = (wanted: FindingState): number => findings.filter(({ state }) => state === wanted).length
  const [failed, warnings] = [count('failed'), count('warning')]
  const ok = failed === 0 && !interrupted
  const totals = [
    failed === 0 ? 'No check failed' : `${plural(failed, 'check')} failed`,
    ...(warnings === 0 ? [] : [plural(warnings, 'warning')]),
    ...(interrupted ? ['interrupted before the end'] : []),
  ]
  return {
    document: { ok, ...(interrupted ? { interrupted } : {}), findings },
    text: [...findings.map(formatFinding), `${totals.join('; ')}.`].join('\n'),
    hasCommands: true,
    exitCode: interrupted ? exitCodes.interrupted : ok ? exitCodes.ok : exitCodes.failed,
  }
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function formatFinding({ check, state, summary, expected, cause, fix, link, requestId }: Finding): string {
  const isProblem = state === 'failed' || state === 'warning'
  const details = {
    expected: isProblem ? expected : undefined,
    cause,
    fix,
    see: state === 'ok' ? undefined : link,
    'request id for a support ticket': requestId,
  }
  const lines = Object.entries(details).flatMap(([name, text]) => {
    return text ? [`${indent}${name}: ${text.replaceAll('\n', `\n${indent}`)}`] : []
  })
  return [`${labels[state].padEnd(4)}  ${check.padEnd(checkWidth)} ${summary}`, ...lines].join('\n')
}
