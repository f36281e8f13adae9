import {
  CallClient,
  type CallClientOptions,
  callRoom,
  ingestRoom,
  type StartCallByRobotRequest,
  type StartStreamIngestRequest,
  stringRoom,
  TrtcClient,
  type TrtcClientOptions,
} from '../../src/index.ts'
import { VirtualClock } from './virtual-clock.ts'
import type { Wire } from './wire.ts'

export const sdkAppId = 1400000000
export const sdkSecretKey = '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e'
export const secretId = 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3'
export const secretKey = 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qF'

type Extra<Options> = Partial<Pick<Options, keyof Options>>

/** A client of the Call interface on this wire, whose clock never waits. */
export function callsOn(wire: Wire, extra: Extra<CallClientOptions> = {}): CallClient {
  return new CallClient({
    sdkAppId,
    site: 'china',
    identifier: 'administrator',
    sdkSecretKey,
    fetch: wire.fetch,
    clock: new VirtualClock().flowing(),
    random: () => 0.5,
    ...extra,
  } as CallClientOptions)
}

/** A client of the cloud interface on this wire, whose clock never waits. */
export function trtcOn(wire: Wire, extra: Extra<TrtcClientOptions> = {}): TrtcClient {
  return new TrtcClient({
    sdkAppId,
    edition: 'china',
    secretId,
    secretKey,
    fetch: wire.fetch,
    clock: new VirtualClock().flowing(),
    random: () => 0.5,
    ...extra,
  } as TrtcClientOptions)
}

export const ring: StartCallByRobotRequest = {
  Robot_Account: 'robot',
  CalleeList_Account: ['jack'],
  Timeout: 30_000,
  CallInfo: { MediaType: 'Video', ...callRoom(stringRoom('room-42')) },
}

export const play: StartStreamIngestRequest = {
  ...ingestRoom(stringRoom('room-42')),
  UserId: 'robot',
  UserSig: 'eJw-made-for-the-robot',
  StreamUrl: 'https://media.example.com/welcome.mp4',
}

/** What a promise was rejected with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('it was not rejected')
    },
    (reason: unknown) => reason,
  )
}
