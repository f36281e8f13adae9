import type { Transport, TransportInit, TransportResponse } from '../../src/index.ts'

export interface SentRequest {
  readonly url: string
  readonly init: TransportInit
}

/** The response to one request. */
export type Step = (request: SentRequest) => TransportResponse | Promise<TransportResponse>

/** A scripted network: it records requests and responds with one step per request. */
export interface Wire {
  readonly fetch: Transport
  readonly requests: SentRequest[]
}

export function createWire(...steps: readonly Step[]): Wire {
  const requests: SentRequest[] = []
  return {
    requests,
    fetch: async (url, init) => {
      const step = steps[requests.length]
      requests.push({ url, init })
      if (step === undefined) throw new Error(`the script has no step for request ${requests.length}`)
      return step({ url, init })
    },
  }
}

/** The same step for every request. */
export function always(step: Step): readonly Step[] {
  return Array.from({ length: 200 }, () => step)
}

export function respondWith(text: string, status = 200, headers: Readonly<Record<string, string>> = {}): Step {
  return () => ({ status, headers: new Headers(headers), text: async () => text })
}

export function callOk(response: object = {}): Step {
  return respondWith(
    JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: 'ok-1', Response: response }),
  )
}

export function callError(code: number, reason = '', headers: Readonly<Record<string, string>> = {}): Step {
  const envelope = { ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: reason, RequestId: 'refused-1' }
  return respondWith(JSON.stringify(envelope), 200, headers)
}

export function trtcOk(response: object = {}): Step {
  return respondWith(JSON.stringify({ Response: { RequestId: 'ok-1', ...response } }))
}

export function trtcError(Code: string, Message = '', headers: Readonly<Record<string, string>> = {}): Step {
  return respondWith(JSON.stringify({ Response: { Error: { Code, Message }, RequestId: 'refused-1' } }), 200, headers)
}

/** The connection breaks before the response. */
export function drop(code = 'ECONNRESET'): Step {
  return () => Promise.reject(Object.assign(new Error('the socket was closed'), { code }))
}

/** No response, until the attempt is aborted. */
export const noResponse: Step = ({ init: { signal } }) =>
  new Promise((_, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
  })

/** Status 200 and the start of a body, then the connection breaks. */
export const brokenBody: Step = () => ({
  status: 200,
  headers: new Headers(),
  text: () => Promise.reject(Object.assign(new TypeError('terminated'), { code: 'UND_ERR_SOCKET' })),
})
