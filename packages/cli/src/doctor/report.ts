import type { Result } from '../command.ts'
import { exitCodes } from '../errors.ts'
import { beside } from '../wrap.ts'
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
const checkWidth = 17

/**
 * All findings, and whether all is well; exit code 1 where it is not, 130 where somebody asked to stop meanwhile.
 *
 * @param width How many columns the words may take.
 */
export function report(findings: readonly Finding[], interrupted: boolean, width: number): Result {
  const ok = isWell(findings) && !interrupted
  const { failed, interrupted: stopped } = exitCodes
  return {
    document: { ok, ...(interrupted ? { interrupted } : {}), findings },
    text: [...findings.map((finding) => lines(finding, width)), verdict(findings, interrupted)].join('\n'),
    exitCode: interrupted ? stopped : ok ? exitCodes.ok : failed,
  }
}

function verdict(findings: readonly Finding[], interrupted: boolean): string {
  const count = (wanted: FindingState): number => findings.filter(({ state }) => state === wanted).length
  const [bad, open] = [count('bad'), count('inconclusive')]
  const words = [
    ...(interrupted ? ['Interrupted.'] : []),
    ...(bad > 0 ? [`${things(bad)} bad.`] : []),
    ...(open > 0 ? [`${things(open)} inconclusive.`] : []),
  ]
  return words.length > 0 ? words.join(' ') : 'All is well.'
}

function things(count: number): string {
  return count === 1 ? 'One thing is' : `${count} things are`
}

function lines({ check, state, what, expected, why, mend, where, requestId }: Finding, width: number): string {
  const isFine = state === 'ok' || state === 'skipped'
  const more = [
    !isFine && expected !== undefined && `expected: ${expected}`,
    why !== undefined && `why: ${why}`,
    mend !== undefined && `${isFine ? 'next' : 'mend'}: ${mend}`,
    where !== undefined && state !== 'ok' && `where: ${where}`,
    requestId !== undefined && `request id for a support ticket: ${requestId}`,
  ].filter((line) => line !== false)
  const column = Math.min(signWidth + checkWidth + 4, Math.floor(width * 0.4))
  const head = beside(`${signs[state].padEnd(signWidth)}  ${check}`, what, column, width, 2)
  return [head, ...more.map((line) => beside('', line, column, width, 2))].join('\n')
}
