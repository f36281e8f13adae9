export type * from '@trtc-call/spec'
export type { Advice } from './advice.ts'
export { CallClient } from './call-client.ts'
export { type Clock, systemClock } from './clock.ts'
export { createTrtcCall, type TrtcCall, type TrtcCallOptions } from './create-trtc-call.ts'
export { type CacheOptions, cached } from './credentials/cached.ts'
export { chainCredentials, type NamedCredentials } from './credentials/chain-credentials.ts'
export { checkCredentials } from './credentials/check-credentials.ts'
export { credentialsFromInstanceRole, type InstanceRoleOptions } from './credentials/credentials-from-instance-role.ts'
export { credentialsFromRole, type RoleOptions } from './credentials/credentials-from-role.ts'
export { CredentialsNotFoundError } from './credentials/credentials-not-found.ts'
export type { Credentials, CredentialsProvider, CredentialsRequest } from './credentials/credentials-provider.ts'
export type { ProviderFetch, ProviderFetchInit, ProviderResponse } from './credentials/fetch-text.ts'
export { type HmacKey, type Mac, macFromCryptoKey } from './credentials/mac.ts'
export type { SecretProvider, SecretRequest } from './credentials/secret-provider.ts'
export { type AppKey, type KeySigning, userSigFromKey } from './credentials/user-sig-from-key.ts'
export { type MacSigning, userSigFromMac } from './credentials/user-sig-from-mac.ts'
export {
  type UserSigService,
  type UserSigServiceRequest,
  type UserSigServiceResponse,
  userSigFromService,
} from './credentials/user-sig-from-service.ts'
export type { UserSigProvider, UserSigRequest } from './credentials/user-sig-provider.ts'
export type { DescribeCode, ErrorDescription } from './describe-kind.ts'
export type { CallAnswer, CallEnd, CallOutcome, CallRecord, StreamEnd } from './dial/call-end.ts'
export {
  type CallEvents,
  type CallUpdate,
  createCallEvents,
  type EventTopic,
  type StreamUpdate,
} from './dial/call-events.ts'
export type {
  Callee,
  DialedCall,
  DialFailure,
  DialOptions,
  DialRequest,
  DialState,
  DialStream,
  HangUpOptions,
  HangUpReport,
  OfflinePush,
  Placement,
  SavedCall,
  WaitOptions,
} from './dial/types.ts'
export type { ErrorDetails, ErrorReport, Outcome } from './error-details.ts'
export {
  type AnyTrtcError,
  ApiError,
  ConnectionError,
  isTrtcError,
  ProtocolError,
  SigningError,
  TimeoutError,
  TrtcError,
  type TrtcErrorCode,
} from './errors.ts'
export { InputError, type InputErrorContext, type InputErrorReason, isInputError } from './input-error.ts'
export type { Logger } from './observe/logger.ts'
export type {
  AttemptEnd,
  AttemptStart,
  Observer,
  OperationEnd,
  OperationInfo,
  OperationStart,
  TraceEnd,
  TraceEvent,
} from './observe/observe.ts'
export type {
  CallAccess,
  CallClientOptions,
  CallSigning,
  CloudAccess,
  CloudSigning,
  RequestOptions,
  SharedOptions,
  TrtcClientOptions,
} from './options.ts'
export {
  createLimiter,
  type Limiter,
  type LimiterOptions,
  type RateLimit,
  type Release,
} from './request/limiter.ts'
export { defaultRetryPolicy, type RetryPolicy } from './request/retry-policy.ts'
export type { Transport, TransportInit, TransportResponse } from './request/transport.ts'
export { callRoom, type IngestRoomIdType, ingestRoom, intRoom, type Room, stringRoom } from './room.ts'
export { type Runtime, webRuntime } from './runtime.ts'
export * from './signing/index.ts'
export { TrtcClient, type TrtcRequestOptions } from './trtc-client.ts'
export type { CallMember } from './webhooks/fields.ts'
