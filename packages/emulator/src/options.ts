import type { CalleeBehaviour } from './callee-behaviour.ts'

/**
 * How StartStreamIngest numbers rooms: `guide` has 0 = int and 1 = string, `reference` 0 = string and 1 = int.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/71845} (guide)
 * @see {@link https://www.tencentcloud.com/document/product/647/57835} (reference)
 */
export type IngestRoomIdType = 'guide' | 'reference'

/**
 * Everything about an emulator that can be chosen; nothing has to be.
 *
 * @example
 * await startEmulator({ clock: 'virtual', ingestRoomIdType: 'reference', users: { jill: { does: 'busy' } } })
 */
export interface EmulatorOptions {
  /** Port to listen on. Default 0: any free one. */
  readonly port?: number
  /** Address to listen on. Default 127.0.0.1; any other than a loopback address needs a `controlToken`. */
  readonly host?: string
  /**
   * What has to come with requests to `/_emulator/`: as `Authorization: Bearer`, or as `?token=` for the page. The vendor's
   * own interfaces are protected by their signatures. Default: none, and only this machine may ask.
   */
  readonly controlToken?: string
  /** The vendor's pages contradict each other, so choose. Default `guide`. */
  readonly ingestRoomIdType?: IngestRoomIdType
  /** Whether start_call_by_robot answers with CallId and CallResult (`guide`) or with the envelope alone. Default `guide`. */
  readonly startReply?: 'guide' | 'reference'
  /** The one application that exists. Default 1400000000. */
  readonly sdkAppId?: number
  /** Its key, which signs UserSigs. Default: a fixed one, the same in every emulator. */
  readonly sdkSecretKey?: string
  /** Its only administrator. Default `administrator`. */
  readonly identifier?: string
  /** Cloud credentials, which sign TC3 requests. Default: fixed ones. */
  readonly secretId?: string
  readonly secretKey?: string
  /** Makes the credentials temporary: X-TC-Token must then be this. Default: none, and X-TC-Token is refused. */
  readonly token?: string
  /** `virtual` stands still until `advance()`. Default `real`. */
  readonly clock?: 'real' | 'virtual'
  /** After how many milliseconds a phone answers that nothing was said about. Default 400. */
  readonly answerAfterMs?: number
  /** How long a stream lasts whose real duration is not known, in milliseconds. Default 60000. */
  readonly streamDurationMs?: number
  /** A whole number that makes ids and the dice of faults the same in every run. Default: none, they are random. */
  readonly seed?: number
  /** How particular callees behave from the start. */
  readonly users?: Readonly<Record<string, CalleeBehaviour>>
  /** Whether the application's edition keeps call records. Default true. */
  readonly records?: boolean
}
