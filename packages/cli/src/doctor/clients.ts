import type { CallClient, SharedOptions, Transport, TrtcClient } from '@trtc-call/node'
import { appIdOf, callAccessOf } from '../client/access.ts'
import type { bothOptions } from '../client/access-options.ts'
import { findCloudAccess } from '../client/find-cloud-access.ts'
import { requestLine } from '../client/requests.ts'
import type { Context } from '../command.ts'

type Asking = Context<typeof bothOptions>

const probeTimeoutMs = 10_000

/** Whoever examines wants to know soon: less patience than elsewhere. */
function sharedOf(
  { options, say, rehearsal }: Asking,
  fetch: Transport,
): SharedOptions & { endpoint?: string | undefined } {
  const { endpoint, allowInsecureHosts, timeout: timeoutMs = probeTimeoutMs, verbose } = options
  const observe: SharedOptions['observe'] = (event) => {
    if (event.type === 'attempt-end' && verbose && rehearsal === undefined) say(`→ ${requestLine(event)}`)
  }
  return { endpoint, allowInsecureHosts, timeoutMs, observe, fetch }
}

/** @throws UsageError, TypeError for what is missing or wrong. */
export async function callsFor(context: Asking, fetch: Transport): Promise<CallClient> {
  const access = { ...(await callAccessOf(context.options)), sdkAppId: appIdOf(context.options) }
  const { CallClient } = await import('@trtc-call/node')
  return new CallClient({ ...sharedOf(context, fetch), ...access })
}

/** @throws UsageError, TypeError for what is missing or wrong. */
export async function cloudFor(context: Asking, fetch: Transport): Promise<TrtcClient> {
  const access = { ...(await findCloudAccess(context)), sdkAppId: appIdOf(context.options) }
  const { TrtcClient } = await import('@trtc-call/node')
  return new TrtcClient({ ...sharedOf(context, fetch), ...access })
}
