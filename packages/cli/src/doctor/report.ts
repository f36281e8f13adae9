import { exitCodes } from '../exit-code.ts'
import type { Result } from '../result.ts'
import { type Finding, type FindingState, isWell } from './finding.ts'

/** Read without colours, too. */
const signs: Readonly<Record<FindingState, string>> = {
  ok: 'ok',
  bad: 'BAD',
  note: 'note',
  skipped: '-',
  inconclusive: '?',
}
const signWidth = 4
const checkWidth = 15

/** All findings, and whether all is well; exit code 1 where it is not. */
export function report(findings: readonly Finding[]): Result {
  const isAllWell = isWell(findings)
  const bad = findings.filter(({ state }) => state === 'bad').length
  const verdict = isAllWell ? 'All is well.' : bad === 1 ? 'One thing is bad.' : `${bad} things are bad.`
  return {
    document: { ok: isAllWell, findings },
    text: [...findings.map(lines), verdict].join('\n'),
    exitCode: isAllWell ? exitCodes.ok : exitCodes.failed,
  }
}

function lines({ check, state, what, expected, why, mend, where, requestId }: Finding): string {
  const isOk = state === 'ok'
  const more = [
    !isOk && state !== 'skipped' && expected !== undefined && `expected: ${expected}`,
    why !== undefined && `why: ${why}`,
    mend !== undefined && `${isOk || state === 'skipped' ? 'next' : 'mend'}: ${mend}`,
    where !== undefined && !isOk && `where: ${where}`,
    requestId !== undefined && `request id for a support ticket: ${requestId}`,
  ].filter((line) => line !== false)
  const indent = ' '.repeat(signWidth + checkWidth + 4)
  return [
    `${signs[state].padEnd(signWidth)}  ${check.padEnd(checkWidth)}  ${what}`,
    ...more.map((line) => indent + line),
  ].join('\n')
}
