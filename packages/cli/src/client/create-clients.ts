import type {
  AttemptEnd,
  CallClient,
  CallClientOptions,
  TraceEvent,
  Transport,
  TrtcCall,
  TrtcClient,
} from '@trtc-call/node'
import type { Context } from '../command.ts'
import { bothAccessOf, callAccessOf, cloudAccessOf } from './access.ts'
import type { bothOptions, callOptions, cloudOptions, requestOptions } from './access-options.ts'
import { createTransport } from './connection.ts'
import { formatRequestLine, type LoggedRequest, logRequest } from './request-log.ts'

/** Creates the client of the Call interface. Sends nothing. @throws UsageError naming the settings that are missing. */
export async function createCallClient(context: Context<typeof callOptions>, fetch?: Transport): Promise<CallClient> {
  const { options } = context
  const access = await callAccessOf(options)
  const { CallClient } = await import('@trtc-call/node')
  return new CallClient({ ...(await sharedOptions(context, { fetch })), ...access, endpoint: options.endpoint })
}

interface CloudClientOptions {
  readonly fetch?: Transport
  /** Further settings that the command needs, to list them with the others if they are missing. */
  readonly also?: { readonly sdkSecretKey: string | undefined }
}

/** Creates the client of the cloud interface. Sends nothing. @throws UsageError naming the settings that are missing. */
export async function createCloudClient(
  context: Context<typeof cloudOptions>,
  { fetch, also }: CloudClientOptions = {},
): Promise<TrtcClient> {
  const { options, io } = context
  const access = await cloudAccessOf(options, io, also)
  const { TrtcClient } = await import('@trtc-call/node')
  return new TrtcClient({ ...(await sharedOptions(context, { fetch })), ...access, endpoint: options.endpoint })
}

interface ClientsOptions {
  /** Whether a stream is played. Without one, no credentials of the cloud account are needed. */
  readonly plays: boolean
  readonly ingestRoomIdType?: 'guide' | 'reference' | undefined
}

interface Clients extends TrtcCall {
  /** The requests so far, with `--verbose`. */
  readonly requests: readonly LoggedRequest[] | undefined
}

/** Creates both clients, and `dial`. Sends nothing. @throws UsageError naming the settings that are missing. */
export async function createClients(
  context: Context<typeof callOptions> | Context<typeof bothOptions>,
  { plays, ingestRoomIdType }: ClientsOptions,
): Promise<Clients> {
  const options = context.options as Context<typeof bothOptions>['options']
  const requests: LoggedRequest[] = []
  const onAttempt = (event: AttemptEnd): void => void requests.push(logRequest(event))
  const { endpoint } = options
  const access = plays ? await bothAccessOf(options, context.io) : await callOnly(options)
  const shared = await sharedOptions(context, { onAttempt })
  const { createTrtcCall } = await import('@trtc-call/node')
  const endpoints = { call: endpoint, trtc: endpoint }
  const clients = createTrtcCall({ ...shared, ...access, endpoints, ingestRoomIdType })
  return { ...clients, requests: options.verbose ? requests : undefined }
}

async function callOnly(options: Context<typeof callOptions>['options']) {
  const { sdkAppId, ...call } = await callAccessOf(options)
  return { sdkAppId, call }
}

async function sharedOptions(
  { options, io, info, dryRun }: Pick<Context<typeof requestOptions>, 'options' | 'io' | 'info' | 'dryRun'>,
  { onAttempt, fetch }: { onAttempt?: (event: AttemptEnd) => void; fetch?: Transport | undefined },
): Promise<Pick<CallClientOptions, 'timeoutMs' | 'observe' | 'allowInsecureHosts' | 'fetch'>> {
  const observe = (event: TraceEvent): void => {
    if (event.type !== 'attempt-end') return
    onAttempt?.(event)
    if (options.verbose && dryRun === undefined) info(`→ ${formatRequestLine(event)}`)
  }
  const { timeout: timeoutMs, allowInsecureHosts } = options
  return { timeoutMs, allowInsecureHosts, observe, fetch: dryRun?.fetch ?? fetch ?? (await createTransport(io)) }
}
