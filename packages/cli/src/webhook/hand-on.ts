import type { IncomingHttpHeaders } from 'node:http'
import { whyUnreachable } from '../client/why-unreachable.ts'
import { withTimeout } from '../with-timeout.ts'

/** A delivery, to the byte. */
export interface Posted {
  /** As the request line has it: path and query. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Uint8Array<ArrayBuffer>
}

const limitMs = 10_000

/**
 * Posts the delivery on as it came: its query follows that of the address, its signature stays good.
 *
 * @param ending Ends the waiting for an answer.
 * @returns The status of the answer, or why there is none.
 */
export async function handOn(forward: string, posted: Posted, ending: AbortSignal): Promise<number | string> {
  const { headers, body } = posted
  const kept = ['content-type', 'sign', 'sdkappid'].flatMap((name) => {
    const value = headers[name]
    return typeof value === 'string' ? [[name, value]] : []
  })
  const init = { method: 'POST', headers: Object.fromEntries(kept), body, redirect: 'manual' } as const
  if (ending.aborted) return ended
  return withTimeout(ending, limitMs, async (signal) => {
    try {
      const response = await fetch(addressOf(forward, posted.url), { ...init, signal })
      await response.body?.cancel()
      return response.status
    } catch (error) {
      return ending.aborted ? ended : whyUnreachable(error, signal)
    }
  })
}

/** What a status of the app means here, and what to do about it; undefined where the number says enough. */
export function explainStatus(status: number | string | undefined): string | undefined {
  return typeof status === 'number' ? explanations[status] : undefined
}

const explanations: Readonly<Record<number, string>> = {
  401: 'the app does not accept the signature: give it the same secrets and the same SDKAppID, hand it the raw body, and check its clock; a login in front of it answers 401 as well',
  403: 'something in front of the app refuses the request: exempt this path from CSRF protection and from logins',
  404: 'the app has no such path: compare the path of --forward with its route',
  405: 'the app has this path, but not for POST: register the handler for POST',
  413: 'the app limits bodies to less than this one has: raise the limit of its body parser',
  415: 'the app does not take this content type: hand the handler the raw body, before a body parser',
}

const ended = 'no answer before the end'

/** What the address has of its own goes before what the vendor adds. */
function addressOf(forward: string, requestUrl: string): URL {
  const url = new URL(forward)
  const [, ...query] = requestUrl.split('?')
  for (const [name, value] of new URLSearchParams(query.join('?'))) {
    if (!url.searchParams.has(name)) url.searchParams.append(name, value)
  }
  return url
}
