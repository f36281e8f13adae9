import type { DialRequest, OfflinePush } from '@trtc-call/node'

/** The push notification of the vendor's guide. */
const push: OfflinePush = {
  PushFlag: 0,
  Title: 'Incoming call',
  Desc: 'Tap to answer',
  Ext: '{"entity":{"key1":"value1","key2":"value2"}}',
  AndroidInfo: { Sound: 'ring', OPPOChannelID: 'calls' },
  ApnsInfo: { Sound: 'ring.caf', BadgeMode: 1, Title: 'Incoming call', SubTitle: 'robot' },
}

/**
 * The call of the vendor's guide, as the example `guide` in the spec has it.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/71845}
 */
export function guideCall(callees: readonly string[], streamUrl: string): DialRequest {
  return {
    robot: 'robot',
    callees,
    media: 'video',
    ringTimeoutMs: 300_000,
    room: { kind: 'string', id: 'roomid-test' },
    userData: 'userdata-12345687',
    push,
    stream: { url: streamUrl },
  }
}
