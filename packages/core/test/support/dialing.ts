import { createTrtcCall, type DialRequest, type TrtcCall, type TrtcCallOptions } from '../../src/index.ts'
import { sdkAppId, sdkSecretKey, secretId, secretKey } from './clients.ts'
import { VirtualClock } from './virtual-clock.ts'
import type { Wire } from './wire.ts'

const defaults = {
  sdkAppId,
  call: { site: 'china', identifier: 'administrator', sdkSecretKey },
  cloud: { edition: 'china', secretId, secretKey },
} as const satisfies TrtcCallOptions

/** Both clients and `dial` on this wire. */
export function trtcCallOn(wire: Wire, extra: Partial<TrtcCallOptions> = {}): TrtcCall {
  const clock = new VirtualClock().flowing()
  return createTrtcCall({ ...defaults, fetch: wire.fetch, clock, random: () => 0.5, ...extra })
}

export const request: DialRequest = { robot: 'robot', callees: ['jack'], media: 'video' }
export const stream = { url: 'https://media.example.com/welcome.mp4?auth=hidden' } as const
