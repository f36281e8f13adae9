import { type DialRequest, type DialStream, InputError } from '@trtc-call/node'
import { callOperations, type Operation, type Rule, trtcOperations } from '@trtc-call/spec'
import { expect, test } from 'vitest'
import { attributeError } from '../src/attribute-error.ts'
import { type Command, loadCommand } from '../src/command.ts'
import { commands as entries } from '../src/commands/index.ts'

const commands = await Promise.all(entries.map(loadCommand))
const operations: Readonly<Record<string, Operation>> = { ...callOperations, ...trtcOperations }

const unset = [
  ...['SdkAppId', 'EnableProgress', 'Tempo', 'IdleTimeout', 'SourceUrl', 'VideoEncodeParams', 'AudioEncodeParams'],
]

/** The operations that a command sends, and the fields of their bodies that no option sets. */
const sent: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'call show': { getCallInfo: [] },
  'call end': { endCall: [] },
  'record show': { getRecordByCallid: [] },
  'record list': { getRecordByFilter: ['NumberPerPage', 'Page'] },
  'callback set': { setCallback: [] },
  'callback show': { getCallback: [] },
  'callback delete': { deleteCallback: [] },
  'ingest start': { startStreamIngest: [...unset, 'RoomIdType', 'UserSig', 'PrivateMapKey', 'AutoPush'] },
  'ingest update': { updateStreamIngest: [...unset, 'IsPause', 'SeekSecond'] },
  'ingest show': { describeStreamIngest: ['SdkAppId'] },
  'ingest stop': { stopStreamIngest: ['SdkAppId'] },
  'account import': { accountImport: [], multiaccountImport: ['AccountList[1].Nick', 'AccountList[1].FaceUrl'] },
  'account check': { accountCheck: [] },
  'account online': { queryOnlineStatus: ['IsNeedDetail'] },
  'robot set': { portraitSet: ['ProfileItem[0].Tag', 'ProfileItem[1].Tag'] },
}

const leaves = Object.entries(sent).flatMap(([name, bodies]) =>
  Object.entries(bodies).flatMap(([id, own]) =>
    fieldsOf(operations[id]?.body as Rule)
      .filter(
        (field) => !own.some((root) => field === root || field.startsWith(`${root}.`) || field.startsWith(`${root}[`)),
      )
      .map((field) => [name, id, field] as const),
  ),
)

test.each(leaves)('%s: %s: %s is about an option or the argument', (name, operation, field) => {
  expect(describeField(name, field, operation)).toMatch(/^(--[a-z-]+|[A-Z_]+)( \(.*\))? is wrong$/)
})

test.each(Object.values(operations))('api $id: every field is about --body', ({ id, body }) => {
  for (const field of fieldsOf(body)) {
    expect(describeField('api', field, id)).toBe(`--body: ${field} is wrong`)
  }
})

const dialFields: Readonly<Record<Exclude<keyof DialRequest, 'stream'>, string>> = {
  robot: '--robot',
  callees: '--callee',
  media: '--media',
  ringTimeoutMs: '--ring-timeout',
  room: '--room',
  userData: '--user-data',
  push: '--offline-push',
}

/** Without those that no option sets. */
const streamFields: Readonly<Record<Exclude<keyof DialStream, 'userSig' | 'privateMapKey' | 'onEnd'>, string>> = {
  url: '--stream',
  start: '--start',
  repeat: '--repeat',
  maxDurationMs: '--max-duration',
  seekMs: '--seek',
  volume: '--volume',
}

test.each(['dial', 'call start'])('%s: every field of the request is about an option', (name) => {
  for (const [field, flag] of Object.entries(dialFields)) expect(describeField(name, field)).toBe(`${flag} is wrong`)
  expect(describeField(name, 'callees[1]')).toBe('--callee (the second) is wrong')
  expect(describeField(name, 'room.id')).toBe('--room is wrong')
  expect(describeField(name, 'push.Title')).toBe('--offline-push: Title is wrong')
  if (name !== 'dial') return
  for (const [field, flag] of Object.entries(streamFields)) {
    expect(describeField(name, `stream.${field}`)).toBe(`${flag} is wrong`)
  }
  expect(describeField(name, 'ingestRoomIdType')).toBe('--room-id-type is wrong')
})

const callFields = ['call.site', 'call.identifier', 'call.sdkSecretKey', 'site', 'identifier', 'sdkSecretKey']
const cloudFields = ['edition', 'region', 'secretId', 'secretKey', 'token'].flatMap((name) => [name, `cloud.${name}`])
const sharedFields = ['sdkAppId', 'timeoutMs', 'allowInsecureHosts[0]', 'endpoint', 'endpoints.call', 'endpoints.trtc']

test.each(commands)('$path: every client option is about an option', ({ path, options }) => {
  const name = path.join(' ')
  const fields = [
    ...('timeout' in options && 'endpoint' in options ? sharedFields : []),
    ...('identifier' in options && 'timeout' in options ? callFields : []),
    ...('secretId' in options && 'timeout' in options ? cloudFields : []),
  ]
  for (const field of fields)
    expect(describeField(name, field), field).toMatch(/^(--[a-z-]+|[A-Z_]+)( \(.*\))? is wrong$/)
})

function describeField(name: string, field: string, operation?: string): string | undefined {
  const command = commands.find(({ path }) => path.join(' ') === name) as Command
  return attributeError(new InputError(field, 'range', 'is wrong', { operation }), { command, values: {}, sources: {} })
}

/** The paths of all leaves of a body, with the second item of each list. */
function fieldsOf(rule: Rule): string[] {
  if (rule.type === 'object') {
    return Object.entries(rule.properties).flatMap(([name, property]) => {
      return fieldsOf(property).map((path) => (path === '' || path.startsWith('[') ? name + path : `${name}.${path}`))
    })
  }
  if (rule.type !== 'array') return ['']
  return fieldsOf(rule.items).map((path) => (path === '' || path.startsWith('[') ? `[1]${path}` : `[1].${path}`))
}
