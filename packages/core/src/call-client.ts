import { CallMethods, callSites, type Operation } from '@trtc-call/spec'
import { checkOneOf } from './check-value.ts'
import { systemClock } from './clock.ts'
import { isPromise } from './credentials/maybe-promise.ts'
import type { UserSigProvider } from './credentials/user-sig-provider.ts'
import { checkEndpoint } from './endpoint.ts'
import { SigningError } from './errors.ts'
import { InputError } from './input-error.ts'
import type { CallClientOptions, RequestOptions } from './options.ts'
import { rejectAfter } from './reject-after.ts'
import { parseCallEnvelope } from './request/call-envelope.ts'
import { safeCause } from './request/redact.ts'
import { createSend, type Send } from './request/send.ts'
import { type Runtime, webRuntime } from './runtime.ts'
import { CallSigner } from './signers/call-signer.ts'
import {
  checkLifetimeMs,
  checkPastedText,
  checkSdkAppId,
  checkSdkSecretKey,
  checkSecret,
  checkUserId,
} from './signing/check-user-sig-input.ts'
import type { UserSig } from './signing/user-sig.ts'

const signingTimeoutMs = 10_000

/**
 * A client for the Call interface, which rings people, reports on calls and ends them. It has a method for every command of the
 * spec.
 *
 * @example
 * const calls = new CallClient({ sdkAppId: 1400000000, site: 'china', identifier: 'administrator', sdkSecretKey })
 * const { CallId } = await calls.startCallByRobot({
 *   Robot_Account: 'robot', CalleeList_Account: ['jack'], Timeout: 30_000,
 *   CallInfo: { MediaType: 'Video', ...callRoom(stringRoom('room-42')) },
 * })
 * @throws InputError when an option is missing or wrong. The constructor does no I/O.
 * @see {@link https://www.tencentcloud.com/document/product/647/68926}
 */
export class CallClient extends CallMethods<RequestOptions> {
  readonly sdkAppId: number
  /** The administrator account that sends the requests. */
  readonly identifier: string
  /** Whether the client can make UserSigs for other users than the identifier. */
  readonly signsForAnyUser: boolean
  readonly #signer: CallSigner
  readonly #send: Send

  constructor(options: CallClientOptions, runtime: Runtime = webRuntime) {
    super()
    const { clock = systemClock, random = Math.random } = options
    this.sdkAppId = checkSdkAppId(options.sdkAppId)
    this.identifier = checkPastedText('identifier', checkUserId(options.identifier, 'identifier'))
    this.signsForAnyUser = typeof options.userSig !== 'string'
    this.#signer = new CallSigner({
      sdkAppId: this.sdkAppId,
      identifier: this.identifier,
      userSigs: providerOf(options, runtime),
      singleFlight: runtime.singleFlight ?? false,
      clock,
      random,
      secrets: [options.sdkSecretKey, options.userSig].filter((secret) => typeof secret === 'string'),
    })
    const limitScope = `app ${this.sdkAppId}`
    const parseEnvelope = (text: string) => parseCallEnvelope(text, runtime.describeCode)
    const target = {
      endpoint: endpointOf(options),
      sdkAppId: this.sdkAppId,
      signer: this.#signer,
      parseEnvelope,
      limitScope,
    }
    this.#send = createSend(target, options, runtime)
  }

  /**
   * Makes a new UserSig of one of the app's users, by the key or provider of this client.
   *
   * @param lifetimeMs Milliseconds, in whole seconds.
   * @param options `forceRefresh` gets the key again, because the vendor refused a signature by the last one.
   * @throws InputError for an invalid user id or lifetime.
   * @throws SigningError when the provider fails, or does not respond within ten seconds.
   */
  async userSigFor(
    userId: string,
    lifetimeMs: number,
    options: { readonly forceRefresh?: boolean } = {},
  ): Promise<UserSig> {
    checkUserId(userId)
    checkLifetimeMs(lifetimeMs)
    if (!this.signsForAnyUser && userId !== this.identifier) {
      const detail = `must be ${this.identifier}: the client has no UserSig of another user`
      throw new InputError('userId', 'conflict', detail, { other: 'userSig' })
    }
    try {
      const made = this.#signer.createUserSig(userId, lifetimeMs, options.forceRefresh === true)
      return isPromise(made) ? await rejectAfter(made, signingTimeoutMs, 'the UserSig provider') : made
    } catch (cause) {
      throw new SigningError('userSigFor: the provider returned no UserSig', {
        operation: 'userSigFor',
        outcome: 'not-sent',
        advice: 'fix-credentials',
        hint: 'Check the cause: the signing provider failed or returned something unusable.',
        cause: safeCause(cause, this.#signer.secrets()),
      })
    }
  }

  /**
   * Sends a command that is not in the spec, with the same signing and errors. It is treated as unsafe: it is never resent once
   * it may have been executed.
   *
   * @param command Service and command: `call_engine_http_srv/some_command`.
   * @returns `Response` of the vendor's envelope, plus the RequestId.
   */
  async raw(command: string, body: object, options?: RequestOptions): Promise<Readonly<Record<string, unknown>>> {
    if (!/^[a-z0-9_]+\/[a-z0-9_]+$/.test(command)) {
      throw new InputError('command', 'format', 'must be of the form "call_engine_http_srv/some_command"')
    }
    const operation: Operation = {
      id: `raw(${command})`,
      family: 'call',
      command,
      path: `/v4/${command}`,
      effect: 'unsafe',
      rateLimit: { requests: 200, perMs: 1000 },
      body: { type: 'map' },
    }
    return this.send(operation, body, options)
  }

  protected override send<Result>(operation: Operation, body: object, options?: RequestOptions): Promise<Result> {
    return this.#send(operation, body, options) as Promise<Result>
  }
}

function providerOf(options: CallClientOptions, runtime: Runtime): UserSigProvider {
  const { sdkAppId, sdkSecretKey, userSig } = options
  if ((sdkSecretKey === undefined) === (userSig === undefined)) {
    const detail = 'or userSig must be given, and not both'
    throw new InputError('sdkSecretKey', userSig === undefined ? 'missing' : 'conflict', detail, { other: 'userSig' })
  }
  if (sdkSecretKey !== undefined) {
    if (typeof sdkSecretKey !== 'function') checkSdkSecretKey(sdkSecretKey)
    return runtime.userSigFromKey({ sdkAppId, sdkSecretKey })
  }
  if (typeof userSig === 'function') return userSig
  checkSecret('userSig', userSig)
  return () => ({ value: userSig, expiresAt: Number.POSITIVE_INFINITY })
}

function endpointOf({ site, endpoint, allowInsecureHosts }: CallClientOptions): URL {
  // Checked even with an endpoint: a mistake would pass all tests on an emulator and fail in production.
  checkOneOf('site', site, Object.keys(callSites))
  return endpoint === undefined
    ? new URL(`https://${callSites[site].host}`)
    : checkEndpoint('endpoint', endpoint, allowInsecureHosts)
}
