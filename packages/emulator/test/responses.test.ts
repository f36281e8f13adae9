import { callDocument, type OpenApiDocument, trtcDocument } from '@trtc-call/spec/documents'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import { listOperations } from '../src/operations/operations.ts'
import { test } from './support/harness.ts'
import type { RawClient } from './support/raw-client.ts'

const documents = [callDocument, trtcDocument]

/** Validates a response against the schema of its operation. */
function createReplyJudge(document: OpenApiDocument) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false })
  ajv.addSchema({ $id: 'document', ...document }, undefined, false, false)
  return new Map(
    listOperations(document).map(({ id, bodyPointer }) => {
      const pointer = bodyPointer.replace('/requestBody/', '/responses/200/')
      return [id, ajv.compile({ $ref: `document#${pointer}` })]
    }),
  )
}

/** Sends every operation, with success and with errors. */
async function doEverything(client: RawClient): Promise<string> {
  const { sdkAppId: SdkAppId } = client
  const CallId = await client.ring(['jack'])
  const { TaskId } = await client.action('StartStreamIngest', client.ingest())
  const callback = { Url: 'https://calls.example', CallbackCommandList: ['Call.CallbackAfterEndCall'] }
  const commands: [string, object][] = [
    ['call_engine_http_srv/get_call_info', { CallId }],
    ['call_config/set_callback', callback],
    ['call_config/get_callback', {}],
    ['call_config/delete_callback', {}],
    ['im_open_login_svc/account_import', { UserID: 'jack' }],
    ['im_open_login_svc/multiaccount_import', { AccountList: [{ UserID: 'jill' }] }],
    ['im_open_login_svc/account_check', { CheckItem: [{ UserID: 'jack' }] }],
    ['profile/portrait_set', { From_Account: 'jack', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'J' }] }],
    ['openim/query_online_status', { To_Account: ['jack', 'nobody'] }],
    ['call_engine_http_srv/end_call', { CallId }],
    ['call_record_http_srv/get_record_by_filter', {}],
    ['call_record_http_srv/get_record_by_callid', { CallId }],
  ]
  const task = { SdkAppId, TaskId }
  const room = { SdkAppId, RoomId: 'room-42', UserIds: ['robot'] }
  const intIngest = client.ingest({ RoomId: '42', RoomIdType: 0 })
  const actions: [string, object][] = [
    ['DescribeStreamIngest', task],
    ['UpdateStreamIngest', task],
    ['StopStreamIngest', task],
    ['StartStreamIngest', client.ingest()],
    ['RemoveUserByStrRoomId', room],
    ['StartStreamIngest', intIngest],
    ['RemoveUser', { ...room, RoomId: 42 }],
  ]
  for (const [path, body] of commands) await client.command(path, body)
  for (const [name, body] of actions) await client.action(name, body)
  return CallId
}

test('every response matches its schema', async ({ emulator, client }) => {
  const CallId = await doEverything(client)
  await emulator.advance(10_000)
  await client.command('call_record_http_srv/get_record_by_callid', { CallId })
  await doEverything(client)
  const validators = new Map(documents.flatMap((document) => [...createReplyJudge(document)]))
  const succeeded = new Set<string | undefined>()
  for (const { operationId = '', response } of emulator.requests()) {
    const validate = validators.get(operationId)
    expect(validate?.(response.body), `${operationId}: ${JSON.stringify(validate?.errors)}`).toBe(true)
    if (response.code === 0) succeeded.add(operationId)
  }
  const all = documents.flatMap(listOperations).map(({ id }) => id)
  expect([...succeeded].sort()).toEqual(all.sort())
})

test('every error code of the emulator is in the documents', async ({ emulator, client }) => {
  await doEverything(client)
  await doEverything(client)
  const known = new Map(documents.flatMap((document) => namedCodes(document)))
  for (const { operationId = '', response } of emulator.requests()) {
    if (response.code !== 0) expect(known.get(operationId), `${operationId} ${response.code}`).toContain(response.code)
  }
})

function namedCodes(document: OpenApiDocument): [string, (number | string)[]][] {
  const common = document['x-common-errors'] as (number | string)[]
  return listOperations(document).map(({ id, errors }) => [id, [...errors, ...common]])
}
