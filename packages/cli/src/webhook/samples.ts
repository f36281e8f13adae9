/** What a sample is about; every part has a default. */
export interface SampleSetting {
  readonly now: number
  readonly callId: string
  readonly taskId: string
  readonly robot: string
  readonly callee: string
}

/** A body, and what the query of its address says it is. */
export interface Sample {
  readonly body: Record<string, unknown>
  /** Left out for what is about streams. */
  readonly command?: string
}

/** Every event that the vendor posts and that is known here, by the words of `@trtc-call/node/webhooks`. */
export const samples: Readonly<Record<string, (setting: SampleSetting) => Sample>> = {
  'call-started': (setting) =>
    ofCall('Call.CallbackAfterStartCall', setting, {
      CallInfo: { CallId: setting.callId, MediaType: 'Video', ChatGroupId: '', ...room },
      UserList: present(setting, 'Waiting'),
    }),
  'members-changed': (setting) =>
    ofCall('Call.CallbackAfterMemberChanged', setting, {
      CallId: setting.callId,
      UserList: present(setting, 'Calling'),
      ChangedUserList: [{ User_Account: setting.callee, ActionType: 'Accept' }],
    }),
  'call-ended': (setting) => ofCall('Call.CallbackAfterEndCall', setting, { CallRecord: record(setting) }),
  'ingest-started': (setting) => ofStream(701, setting),
  'ingest-stopped': (setting) => ofStream(702, setting),
}

const room = { RoomId: 'room-42', RoomIdType: 2 }

function ofCall(command: string, { now }: SampleSetting, fields: Record<string, unknown>): Sample {
  return { command, body: { CallbackCommand: command, ...fields, EventTime: now } }
}

function ofStream(EventType: 701 | 702, { now, taskId }: SampleSetting): Sample {
  const EventInfo = { EventMsTs: now, TaskId: taskId, Status: 0 }
  return { body: { EventGroupId: 7, EventType, CallbackMsTs: now, EventInfo } }
}

function present({ robot, callee }: SampleSetting, status: string): object[] {
  return [
    { User_Account: robot, Status: 'Calling' },
    { User_Account: callee, Status: status },
  ]
}

function record({ now, callId, robot, callee }: SampleSetting): object {
  const end = Math.floor(now / 1_000)
  return {
    CallId: callId,
    Caller_Account: robot,
    MediaType: 'Video',
    CallType: 'SingleCall',
    StartTime: end - 40,
    AcceptTime: end - 30,
    EndTime: end,
    CallResult: 'NormalEnd',
    CalleeList_Account: [robot, callee],
    ...room,
  }
}
