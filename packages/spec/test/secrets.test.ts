import { expect, test } from 'vitest'
import { callOperations, type Operation, type Rule, replaceSecrets, trtcOperations } from '../src/index.ts'
import { secretPlaces } from './secret-places.ts'

const mask = (rule: Rule | undefined, value: unknown) => replaceSecrets(rule, value, () => '***')

const operations: readonly Operation[] = [...Object.values(callOperations), ...Object.values(trtcOperations)]
const places = operations.flatMap(({ id, body, response }) =>
  [body, ...(response === undefined ? [] : [response])].flatMap((rule) =>
    secretPlaces(rule, 'a-very-secret-text').map(({ path, value }) => ({ id, path, rule, value })),
  ),
)

test('the documents mark secrets in strings and in lists', () => {
  const paths = places.map(({ path }) => path)
  expect(paths).toEqual(expect.arrayContaining(['UserSig', 'StreamUrl', 'SourceUrl[]', 'PrivateMapKey', 'Url']))
})

test.each(places)('$id: $path is replaced', ({ rule, value }) => {
  const masked = JSON.stringify(mask(rule, value))
  expect(masked).not.toContain('a-very-secret-text')
  expect(masked).toContain('***')
})

const rule: Rule = {
  type: 'object',
  properties: {
    Note: { type: 'string', secret: true },
    Name: { type: 'string' },
    Keys: { type: 'array', items: { type: 'object', properties: { Key: { type: 'string', secret: true } } } },
  },
}

test('only secrets are replaced, even if the value has an unexpected shape', () => {
  const value = { Note: 'hush', Name: 'a long display name', Keys: [{ Key: 'k', Other: 'x' }], toString: 'as it is' }
  expect(mask(rule, value)).toEqual({ ...value, Note: '***', Keys: [{ Key: '***', Other: 'x' }] })
  expect(mask(rule, { Note: ['hush', { deep: 'hush' }], Keys: { Key: 'k' } })).toEqual({
    Note: ['***', { deep: '***' }],
    Keys: { Key: '***' },
  })
  for (const odd of [null, 1, 'text', undefined, []]) expect(mask(rule, odd)).toEqual(odd)
})

test('without a rule, every string of 12 characters or more counts as a secret', () => {
  for (const none of [undefined, { type: 'map' } as const]) {
    expect(mask(none, { a: 'twelve-chars', b: ['short', 'long-enough-text'], c: 5 })).toEqual({
      a: '***',
      b: ['short', '***'],
      c: 5,
    })
  }
})
