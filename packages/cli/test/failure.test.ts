import { InputError } from '@trtc-call/node'
import { expect, test } from 'vitest'
import { attributeError } from '../src/attribute-error.ts'
import { bothOptions } from '../src/client/access-options.ts'
import { toFailure } from '../src/failure.ts'
import type { Options } from '../src/options.ts'

const options: Options = {
  ...bothOptions,
  callee: { kind: 'text', value: 'USER', repeatable: true, field: ['callees', 'CheckItem'], summary: '' },
  push: { kind: 'text', value: 'JSON', summary: '' },
  nick: { kind: 'text', value: 'NAME', field: ['Nick', 'ProfileItem[0].Value'], summary: '' },
  face: { kind: 'text', value: 'URL', field: ['FaceUrl', 'ProfileItem[1].Value', 'ProfileItem[0].Value'], summary: '' },
}
const argument = { name: 'CALL_ID', required: true, summary: '', field: 'CallId' }
const input = (values: object = {}, sources: Record<string, string> = {}) => ({
  command: { options, argument },
  values: values as Record<string, unknown>,
  sources,
})

test.each<[field: string, sources: Record<string, string>, place: string]>([
  ['callees', {}, '--callee'],
  ['callees[1]', {}, '--callee (the second)'],
  ['CheckItem[11].UserID', {}, '--callee (number 12)'],
  ['push.Title', {}, '--push: Title'],
  ['CallId', {}, 'CALL_ID'],
  ['call.site', {}, '--site (or TRTC_SITE)'],
  ['call.site', { site: '--site' }, '--site'],
  ['call.site', { site: 'TRTC_SITE' }, 'TRTC_SITE'],
  ['call.site', { site: 'profile staging' }, 'site of profile staging'],
  ['endpoints.trtc', {}, '--endpoint (or TRTC_CALL_ENDPOINT)'],
  ['cloud.secretKey', {}, 'TENCENTCLOUD_SECRET_KEY'],
  ['secretKey', { secretKey: 'secretCommand of profile x' }, 'secretKey from the secretCommand of profile x'],
  ['timeoutMs', {}, '--timeout'],
  ['ProfileItem[0].Value', { nick: '--nick', face: '--face' }, '--nick'],
  ['ProfileItem[1].Value', { nick: '--nick', face: '--face' }, '--face'],
  ['ProfileItem[0].Value', { face: '--face' }, '--face'],
])('%s with %j is about %s', (field, sources, place) => {
  const error = new InputError(field, 'range', 'is wrong')
  expect(attributeError(error, input({}, sources))).toBe(`${place} is wrong`)
  expect(toFailure(error, input({}, sources))).toMatchObject({
    text: `${place} is wrong`,
    exitCode: 2,
    document: { error: { code: 'ERR_USAGE', field, outcome: 'not-sent' } },
  })
})

test.each(['calleesX', 'Callees', 'call', 'sitemap', 'CallIds'])('%s belongs to no option', (field) => {
  const error = new InputError(field, 'type', 'is wrong')
  expect(attributeError(error, input())).toBeUndefined()
  expect(toFailure(error, input())).toMatchObject({ text: `${field} is wrong`, exitCode: 2 })
})

test('a body for --body keeps its path; an error that is not about the body does not', () => {
  const api = {
    command: { options: { ...bothOptions, body: { kind: 'text', value: 'JSON', field: '*', summary: '' } } },
  }
  const about = (field: string, operation?: string) =>
    attributeError(new InputError(field, 'type', 'is wrong', { operation }), { ...input(), ...api } as never)
  expect(about('CallInfo.RoomId', 'startCallByRobot')).toBe('--body: CallInfo.RoomId is wrong')
  expect(about('CalleeList_Account[1]', 'startCallByRobot')).toBe('--body: CalleeList_Account[1] is wrong')
  expect(about('site')).toBe('--site (or TRTC_SITE) is wrong')
})

test('a wrong word is repeated, a secret or a long text is not', () => {
  const about = (field: string, values: object): string | undefined =>
    attributeError(new InputError(field, 'type', 'is wrong'), input(values, { site: '--site', endpoint: '--endpoint' }))
  expect(about('site', { site: 'chinna' })).toContain('is wrong; given: "chinna"')
  expect(about('site', { site: 'x'.repeat(64) })).toContain('given: a value of 64 characters')
  expect(about('endpoint', { endpoint: 'http://calls.example.com/?token=x' })).not.toContain('token=x')
  expect(about('sdkSecretKey', { sdkSecretKey: 'k'.repeat(10) })).not.toContain('kkk')
})

test.each([
  new TypeError('fetch failed', { cause: new Error('other side closed') }),
  Object.assign(new TypeError('site must be a URL'), { code: 'ERR_INVALID_URL' }),
  new TypeError('site must be one of china, singapore'),
  new TypeError('site is not iterable'),
])('any other TypeError is a bug with an unknown outcome: %s', (error) => {
  const { document, exitCode } = toFailure(error)
  expect({ document, exitCode }).toMatchObject({
    document: { error: { code: 'ERR_BUG', outcome: 'unknown' } },
    exitCode: 1,
  })
})
