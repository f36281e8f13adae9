import { expect, test } from 'vitest'
import { formatReport } from '../../src/doctor/report.ts'

const ok = { check: 'proxy', state: 'ok', summary: 'no proxy', link: 'https://example.com/' } as const
const warning = { check: 'clock', state: 'warning', summary: 'late', cause: 'drift', fix: 'use NTP' } as const
const failed = {
  check: 'call-signature',
  state: 'failed',
  summary: 'refused',
  expected: 'OK',
  cause: 'another key',
  fix: 'compare the key\n  and the site',
  link: 'https://example.com/',
  requestId: 'one',
} as const

test('a finding without a problem takes one line', () => {
  expect(formatReport([ok], false)).toEqual({
    document: { ok: true, findings: [ok] },
    text: 'ok    proxy             no proxy\nNo check failed.',
    hasCommands: true,
    exitCode: 0,
  })
})

test('a failed check shows what was expected, the cause, the fix, a link and the request id', () => {
  const { text, exitCode } = formatReport([failed, warning], false)
  expect(text.split('\n')).toEqual([
    'FAIL  call-signature    refused',
    '        expected: OK',
    '        cause: another key',
    '        fix: compare the key',
    '          and the site',
    '        see: https://example.com/',
    '        request id for a support ticket: one',
    'WARN  clock             late',
    '        cause: drift',
    '        fix: use NTP',
    '1 check failed; 1 warning.',
  ])
  expect(exitCode).toBe(1)
})

test('an interruption has its own exit code', () => {
  expect(formatReport([failed, failed], true)).toMatchObject({
    document: { ok: false, interrupted: true },
    text: expect.stringMatching(/\n2 checks failed; interrupted before the end\.$/),
    exitCode: 130,
  })
})
