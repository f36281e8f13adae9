import type { Connection, Subject } from './subject.ts'

const callersFetch: Subject['transport'] = (url, init) => fetch(url, init)

/** Rings once at each host and returns the client's result. */
export async function readReplies({ library }: Subject, { options, oddHosts }: Connection): Promise<string[]> {
  const meanings: string[] = []
  for (const { endpoint, attemptTimeoutMs, injectsFetch } of oddHosts) {
    const retry = { maxAttempts: 1 }
    const endpoints = { call: endpoint, trtc: endpoint }
    const { calls } = library.createTrtcCall({
      ...{ ...options, endpoints, retry, attemptTimeoutMs },
      ...(injectsFetch ? { fetch: callersFetch } : {}),
    })
    const meaning = await calls.raw('call_engine_http_srv/some_command', {}).then(
      () => 'ok',
      (error: unknown) => (library.isTrtcError(error) ? `${error.code} ${error.outcome}` : String(error)),
    )
    meanings.push(meaning)
  }
  return meanings
}
