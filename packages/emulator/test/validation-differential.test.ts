import { callOperations, type Operation, type Rule, trtcOperations } from '@trtc-call/spec'
import { callDocument, trtcDocument } from '@trtc-call/spec/documents'
import fc from 'fast-check'
import { expect, test } from 'vitest'
// The client's validator, imported from source because it is not public.
import { checkBody } from '../../core/src/check-body.ts'
import { createBodyValidator } from '../src/operations/validation.ts'

const bodies = 100_000
const operations: readonly Operation[] = [...Object.values(callOperations), ...Object.values(trtcOperations)]
const validators = { call: createBodyValidator(callDocument), trtc: createBodyValidator(trtcDocument) }

/** Values that are usually invalid, and values at limits. */
const oddities = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -1,
  1,
  2,
  1.5,
  1e21,
  4294967294,
  4294967295,
  '',
  'x',
  ' ',
  'a\nb',
  '\u0000',
  '0',
  '01',
  '42',
  '4294967294',
  '4294967295',
  'room-42',
  'room/42',
  'ü',
  '\u{1f600}',
  'x'.repeat(32),
  'x'.repeat(33),
  'ü'.repeat(16),
  'ü'.repeat(17),
  'x'.repeat(64),
  'x'.repeat(65),
  'x'.repeat(1000),
  'x'.repeat(1001),
  'http://a',
  'https://a b',
  'rtmp://a',
  'ftp://a',
  [],
  {},
  [''],
  ['x'],
)

/** Generates values: mostly valid ones, some near the limits, some unrelated. */
function bodyOf(rule: Rule): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fitting(rule) }, { weight: 1, arbitrary: oddities })
}

function fitting(rule: Rule): fc.Arbitrary<unknown> {
  switch (rule.type) {
    case 'object':
      return objectOf(rule)
    case 'map':
      return fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 })
    case 'array':
      return fc.array(bodyOf(rule.items), { maxLength: Math.min(12, (rule.maxItems ?? 3) + 1) })
    case 'boolean':
      return fc.boolean()
    case 'string':
      if (rule.enum !== undefined) return fc.constantFrom(...rule.enum)
      return fc.oneof(
        fc.string({ maxLength: Math.min(70, (rule.maxLength ?? rule.maxBytes ?? 40) + 2), unit: 'grapheme' }),
        fc.constantFrom('https://example.com/a.mp4', 'room-42', '42', 'Tag_Profile_IM_Nick'),
        fc.constantFrom(rule.maxBytes ?? 8, (rule.maxBytes ?? 8) + 1).map((length) => 'y'.repeat(length)),
      )
    default: {
      if (rule.enum !== undefined) return fc.constantFrom(...rule.enum)
      const { minimum = -3, maximum = 10_000 } = rule
      return fc.oneof(fc.integer({ min: minimum - 1, max: maximum + 1 }), fc.constantFrom(minimum, maximum, -1, 0, 1))
    }
  }
}

function objectOf(rule: Extract<Rule, { type: 'object' }>): fc.Arbitrary<object> {
  const required = new Set(rule.required ?? [])
  const entries = Object.entries(rule.properties).map(([name, property]) => {
    const presence = required.has(name) ? fc.nat(30).map((n) => n > 0) : fc.nat(3).map((n) => n === 0)
    return fc.tuple(presence, bodyOf(property)).map(([present, value]) => (present ? [[name, value] as const] : []))
  })
  const unknownField = fc.nat(40).map((n) => (n === 0 ? [['UnknownField', 1] as const] : []))
  return fc.tuple(...entries, unknownField).map((parts) => Object.fromEntries(parts.flat()))
}

function messageOf(check: () => void): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

test(`client and emulator, two implementations, agree on ${bodies} bodies`, { timeout: 240_000 }, () => {
  const each = Math.ceil(bodies / operations.length / 2)
  const seen = { accepted: 0, refused: 0 }
  for (const { id, family, body: rule } of operations) {
    for (const ingestRoomIdType of ['guide', 'reference'] as const) {
      fc.assert(
        fc.property(bodyOf(rule), (generated) => {
          // The client adds SdkAppId before it sends a request.
          const fills =
            family === 'trtc' && typeof generated === 'object' && generated !== null && !Array.isArray(generated)
          const body = fills ? { SdkAppId: 1400000000, ...generated } : generated
          const client = messageOf(() => checkBody(rule, body, { convention: ingestRoomIdType }))
          const emulator = validators[family](id, body, { ingestRoomIdType })?.message
          seen[client === undefined ? 'accepted' : 'refused'] += 1
          if ((client === undefined) !== (emulator === undefined)) {
            throw new Error(
              `${id} (${ingestRoomIdType}): the client says ${client ?? 'good'}, the emulator ${emulator ?? 'good'}`,
            )
          }
        }),
        { numRuns: each },
      )
    }
  }
  expect(seen.accepted + seen.refused).toBeGreaterThanOrEqual(bodies)
  // Both verdicts must be frequent enough for the agreement to mean something.
  expect(seen.accepted).toBeGreaterThan(bodies / 20)
  expect(seen.refused).toBeGreaterThan(bodies / 20)
})
