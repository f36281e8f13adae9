const text = { type: 'string' }
const time = { type: 'number', minimum: -8.64e15, maximum: 8.64e15 }
const count = { type: 'integer', minimum: 0 }
const boolean = { type: 'boolean' }

/** An object with exactly these fields. */
function fields(properties: Readonly<Record<string, object>>, ...optional: readonly string[]): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name))
  return { type: 'object', properties, required, additionalProperties: false }
}

function list(items: object): object {
  return { type: 'array', items }
}

function byName(values: object): object {
  return { type: 'object', additionalProperties: values }
}

function oneOf(...words: readonly string[]): object {
  return { enum: words }
}

const result = oneOf('NormalEnd', 'Cancel', 'Reject', 'NotAnswer', 'CallBusy', 'Interrupt', 'Offline')
const beforeEnd = ['Waiting', 'Calling', 'Rejected', 'Busy', 'Offline', 'NotAnswered'] as const
const status = oneOf(...beforeEnd, 'Cancelled', 'Left', 'Interrupted')
const media = oneOf('Video', 'Audio')
const room = fields({ kind: oneOf('int', 'string'), id: text })

const call = fields(
  {
    id: text,
    robot: text,
    media,
    room,
    timeoutMs: time,
    userData: text,
    isGroup: boolean,
    pushes: boolean,
    startedAt: time,
    callees: list({ type: 'array', prefixItems: [text, status], items: false, minItems: 2 }),
    acceptedAt: time,
    lastToLeave: oneOf('Left', 'Interrupted'),
    endedAt: time,
    result,
  },
  'acceptedAt',
  'lastToLeave',
  'endedAt',
  'result',
)

const record = fields({
  CallId: text,
  Caller_Account: text,
  MediaType: media,
  CallType: oneOf('SingleCall', 'MultiCall'),
  StartTime: time,
  EndTime: time,
  AcceptTime: time,
  CallResult: result,
  CalleeList_Account: list(text),
  RoomId: text,
  RoomIdType: { enum: [1, 2] },
})

const request = fields(
  {
    taskId: text,
    room,
    userId: text,
    streamUrl: text,
    repeat: { type: 'integer' },
    seekMs: time,
    maxDurationMs: time,
    tempo: { type: 'number', exclusiveMinimum: 0 },
    volume: { type: 'number' },
  },
  'maxDurationMs',
)

const app = fields({
  sdkAppId: count,
  accounts: list(fields({ userId: text, profile: byName(text) })),
  phones: fields({ behaviours: byName({}), refusals: byName({ type: 'integer' }), rings: byName(count) }),
  callback: { anyOf: [{ type: 'null' }, fields({ url: text, commands: list(text) })] },
  records: list(fields({ record, endedAt: time })),
  calls: list(call),
  tasks: list(fields({ request, isPaused: boolean })),
})

/** JSON Schema of a snapshot. Behaviours and faults are checked by their own functions. */
export const snapshotSchema: object = fields({
  version: { const: 1 },
  now: time,
  skewMs: time,
  apps: list(app),
  faults: list(
    fields({ operationId: text, fault: { type: 'object' }, left: { type: ['number', 'null'] }, seen: count }),
  ),
})
