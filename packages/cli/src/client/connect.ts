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
import { appIdOf, callAccessOf } from './access.ts'
import type { bothOptions, callOptions, cloudOptions, requestOptions } from './access-options.ts'
import { findCloudAccess } from './find-cloud-access.ts'
import { networkOf } from './network.ts'
import { requestLine } from './requests.ts'

type Watch = (event: AttemptEnd) => void

/**
 * The client that rings. Nothing is sent yet.
 *
 * @param fetch In the place of the network; a rehearsal has its own.
 */
export async function connectCalls(context: Context<typeof callOptions>, fetch?: Transport): Promise<CallClient> {
  const { options } = context
  const access = { sdkAppId: appIdOf(options), ...(await callAccessOf(options)), endpoint: options.endpoint }
  const { CallClient } = await import('@trtc-call/node')
  return new CallClient({ ...sharedOf(context), ...access, fetch: await networkFor(context, fetch) })
}

/** The client that plays. Nothing is sent yet. */
export async function connectCloud(context: Context<typeof cloudOptions>, fetch?: Transport): Promise<TrtcClient> {
  const { options } = context
  const access = { sdkAppId: appIdOf(options), ...(await findCloudAccess(context)), endpoint: options.endpoint }
  const { TrtcClient } = await import('@trtc-call/node')
  return new TrtcClient({ ...sharedOf(context), ...access, fetch: await networkFor(context, fetch) })
}

/** Both, for `dial`; the cloud's keys are only asked for where something is to be played. */
export async function connectBoth(
  context: Context<typeof callOptions> | Context<typeof bothOptions>,
  more: {
    readonly plays: boolean
    readonly ingestRoomIdType?: 'guide' | 'reference' | undefined
    readonly watch?: Watch
    /** In the place of the network; a rehearsal has its own. */
    readonly fetch?: Transport
  },
): Promise<TrtcCall> {
  const options = context.options as Context<typeof bothOptions>['options']
  const { endpoint } = options
  const access = {
    sdkAppId: appIdOf(options),
    call: await callAccessOf(options),
    cloud: more.plays ? await findCloudAccess({ ...context, options }) : undefined,
    endpoints: { call: endpoint, trtc: endpoint },
    ingestRoomIdType: more.ingestRoomIdType,
  }
  const { createTrtcCall } = await import('@trtc-call/node')
  return createTrtcCall({ ...sharedOf(context, more.watch), ...access, fetch: await networkFor(context, more.fetch) })
}

async function networkFor({ rehearsal, io }: Pick<Context, 'rehearsal' | 'io'>, fetch?: Transport): Promise<Transport> {
  return rehearsal?.fetch ?? fetch ?? (await networkOf(io))
}

type Shared = Pick<CallClientOptions, 'timeoutMs' | 'observe' | 'allowInsecureHosts'>

function sharedOf(
  { options, info, rehearsal }: Pick<Context<typeof requestOptions>, 'options' | 'info' | 'rehearsal'>,
  watch?: Watch,
): Shared {
  const observe = (event: TraceEvent): void => {
    if (event.type !== 'attempt-end') return
    watch?.(event)
    if (options.verbose && rehearsal === undefined) info(`→ ${requestLine(event)}`)
  }
  const { timeout: timeoutMs, allowInsecureHosts } = options
  return { timeoutMs, allowInsecureHosts, observe }
}
