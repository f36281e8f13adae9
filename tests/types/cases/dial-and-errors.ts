import type { Case } from '../case.ts'

const jack = "robot: 'robot', callees: ['jack']"

/** `dial`, its handle, and what is thrown. */
export const dialAndErrorCases: readonly Case[] = [
  {
    name: 'a kind of call in the spelling of the vendor',
    right: `dial({ ${jack}, media: 'video' })`,
    wrong: `dial({ ${jack}, media: 'Video' })`,
    says: 'Video',
    code: 2820,
  },
  {
    name: 'one callee without a list',
    right: "dial({ robot: 'robot', callees: ['jack'], media: 'audio' })",
    wrong: "dial({ robot: 'robot', callees: 'jack', media: 'audio' })",
    says: 'readonly string[]',
    code: 2322,
  },
  {
    name: 'a time to ring without its unit',
    right: `dial({ ${jack}, media: 'audio', ringTimeoutMs: 30000 })`,
    wrong: `dial({ ${jack}, media: 'audio', ringTimeout: 30 })`,
    says: 'ringTimeout',
    code: 2561,
  },
  {
    name: 'a moment for the stream that does not exist',
    right: `dial({ ${jack}, media: 'video', stream: { url: key, start: 'immediately' } })`,
    wrong: `dial({ ${jack}, media: 'video', stream: { url: key, start: 'later' } })`,
    says: 'later',
    code: 2322,
  },
  {
    name: 'a goal that does not exist',
    right: `dial({ ${jack}, media: 'audio' }, { until: 'placed', signal })`,
    wrong: `dial({ ${jack}, media: 'audio' }, { until: 'ringing', signal })`,
    says: 'ringing',
    code: 2322,
  },
  {
    name: 'who answered, without checking that someone did',
    right: `dial({ ${jack}, media: 'audio' }).then(async (call) => { const answer = await call.answered(); return answer.answered ? answer.by : answer.outcome })`,
    wrong: `dial({ ${jack}, media: 'audio' }).then(async (call) => { const answer = await call.answered(); return answer.by })`,
    says: "Property 'by' does not exist",
    code: 2339,
  },
  {
    name: 'an outcome of a call that does not exist',
    right: `dial({ ${jack}, media: 'audio' }).then(async (call) => (await call.ended()).outcome === 'not-answered')`,
    wrong: `dial({ ${jack}, media: 'audio' }).then(async (call) => (await call.ended()).outcome === 'missed')`,
    says: 'missed',
    code: 2367,
  },
  {
    name: 'a property that only another class of errors has',
    right: "switch (error.code) { case 'ERR_API': error.vendorCode; break; case 'ERR_PROTOCOL': error.status }",
    wrong: "switch (error.code) { case 'ERR_TIMEOUT': error.vendorCode; break; case 'ERR_PROTOCOL': error.status }",
    says: 'vendorCode',
    code: 2339,
  },
  {
    name: 'a code of an error that does not exist',
    right: "switch (error.code) { case 'ERR_CONNECTION': break }",
    wrong: "switch (error.code) { case 'ERR_NETWORK': break }",
    says: 'ERR_NETWORK',
    code: 2678,
  },
  {
    name: 'a switch over the codes that leaves one out',
    right:
      "switch (error.code) { case 'ERR_API': case 'ERR_CONNECTION': case 'ERR_PROTOCOL': case 'ERR_SIGNING': case 'ERR_TIMEOUT': break; default: error satisfies never }",
    wrong:
      "switch (error.code) { case 'ERR_API': case 'ERR_CONNECTION': case 'ERR_PROTOCOL': case 'ERR_SIGNING': break; default: error satisfies never }",
    says: 'TimeoutError',
    code: 1360,
  },
  {
    name: 'an outcome of an error that does not exist',
    right: "error.outcome === 'not-sent'",
    wrong: "error.outcome === 'failed'",
    says: 'failed',
    code: 2367,
  },
  {
    name: 'a property of something that was thrown',
    right: '((thrown: unknown) => rtc.isTrtcError(thrown) && thrown.hint)',
    wrong: '((thrown: unknown) => thrown.hint)',
    says: 'thrown',
    code: 18046,
  },
]
