import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { findHint } from '../src/errors.ts'
import { callErrors, trtcErrors } from '../src/index.ts'
import {
  type ErrorKind,
  findVendorError,
  type RetryRule,
  type VendorError,
  type VendorHint,
} from '../src/vendor-error.ts'

type Code = number | string

interface Entry extends VendorError, VendorHint {
  readonly summary: string
}

interface Operation {
  readonly operationId: string
  readonly externalDocs?: { readonly url: string }
  readonly 'x-effect'?: string
  readonly 'x-rate-limit'?: { readonly requests: number; readonly perMs: number }
  readonly 'x-errors'?: readonly Code[]
  readonly 'x-idempotent-success-codes'?: readonly Code[]
}

interface Document {
  readonly paths: Record<string, { readonly post: Operation }>
  readonly 'x-common-errors': readonly Code[]
}

// Records, so that the compiler reports a missing value.
const kinds: Record<ErrorKind, true> = {
  authentication: true,
  permission: true,
  configuration: true,
  package: true,
  'invalid-request': true,
  'not-found': true,
  conflict: true,
  'rate-limit': true,
  unavailable: true,
  other: true,
}
const retries: Record<RetryRule, true> = { never: true, backoff: true, 'new-signature': true, 'new-key': true }

const generated = { call: callErrors, trtc: trtcErrors }

describe.each(['call', 'trtc'] as const)('%s', (family) => {
  const document = load<Document>(`openapi/${family}.yaml`)
  const table = load<{ family: string; codes: Record<string, Entry> }>(`errors/${family}.yaml`)
  const operations = Object.values(document.paths).map((item) => item.post)
  const entries = Object.entries(table.codes)

  test('the table names its family and has entries', () => {
    expect(table.family).toBe(family)
    expect(entries.length).toBeGreaterThan(20)
  })

  test.each(operations)('$operationId has everything that the runtime needs', (operation) => {
    expect(['safe', 'idempotent', 'unsafe']).toContain(operation['x-effect'])
    expect(operation['x-rate-limit']?.requests).toBeGreaterThan(0)
    expect(operation['x-rate-limit']?.perMs).toBeGreaterThan(0)
    expect(operation['x-errors']?.length).toBeGreaterThan(0)
    expect(operation.externalDocs?.url).toMatch(/^https:\/\//)
  })

  test.each(operations)('the codes of $operationId are in the table', (operation) => {
    expect(table.codes).toMatchObject(keyed(operation['x-errors'] ?? []))
    expect(table.codes).toMatchObject(keyed(operation['x-idempotent-success-codes'] ?? []))
    expect(new Set(operation['x-errors']).size).toBe(operation['x-errors']?.length)
  })

  test('the common codes are in the table', () => {
    expect(document['x-common-errors'].length).toBeGreaterThan(0)
    expect(table.codes).toMatchObject(keyed(document['x-common-errors']))
  })

  test('the family of every dotted code is in the table', () => {
    const dotted = entries.map(([code]) => code).filter((code) => code.includes('.'))
    expect(table.codes).toMatchObject(keyed(dotted.map((code) => code.slice(0, code.lastIndexOf('.')))))
  })

  test.each(entries)('%s is complete', (_, entry) => {
    expect(Object.keys(entry).sort()).toEqual(['executed', 'hint', 'kind', 'link', 'retry', 'summary'])
    expect(Object.keys(kinds)).toContain(entry.kind)
    expect(Object.keys(retries)).toContain(entry.retry)
    expect(['no', 'maybe']).toContain(entry.executed)
    expect(entry.summary).toMatch(/\S/)
    expect(entry.hint).toMatch(/\.$/)
    expect(entry.hint.length).toBeLessThanOrEqual(220)
    expect(entry.link).toMatch(/^https:\/\/\S+$/)
  })

  test.each(entries)('the generated tables have %s as written', (code, entry) => {
    const { kind, executed, retry, hint, link } = entry
    expect(findVendorError(generated[family], code)).toEqual({ kind, executed, retry })
    expect(findHint(family, code)).toEqual({ hint, link })
  })

  test('a rate-limited request was not executed and can be retried after a delay', () => {
    const limits = entries.filter(([, entry]) => entry.kind === 'rate-limit')
    expect(limits.length).toBeGreaterThan(0)
    for (const [code, { executed, retry }] of limits)
      expect({ code, executed, retry }).toEqual({ code, executed: 'no', retry: 'backoff' })
  })
})

test('an unlisted dotted code falls back to its family, other unlisted codes to nothing', () => {
  const family = findVendorError(trtcErrors, 'InternalError')
  expect(family).toEqual({ kind: 'unavailable', executed: 'maybe', retry: 'backoff' })
  expect(findVendorError(trtcErrors, 'InternalError.NewKind.Newer')).toEqual(family)
  expect(findHint('trtc', 'InternalError.NewKind.Newer')).toEqual(findHint('trtc', 'InternalError'))
  for (const code of [
    '',
    '.',
    'NewKind',
    'InternalErrorNewKind',
    'constructor',
    '.InternalError',
    'AuthFailure FailedOperation',
  ]) {
    expect(findVendorError(trtcErrors, code)).toBeUndefined()
    expect(findHint('trtc', code)).toBeUndefined()
  }
  expect(findVendorError(callErrors, '10100')).toBeUndefined()
})

function load<T>(path: string): T {
  return parse(readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')) as T
}

/** A matcher for a table that has an entry for each of these codes. */
function keyed(codes: readonly Code[]): Record<string, object> {
  return Object.fromEntries(codes.map((code) => [String(code), expect.any(Object)]))
}
