import { codeOf } from '../request/redact.ts'

/** The subset of `RequestInit` that every runtime's fetch takes. */
export interface ProviderFetchInit {
  readonly method: 'GET' | 'POST'
  readonly headers: Record<string, string>
  readonly body?: string
  /** Never `follow`: the secrets in the headers are for one host. */
  readonly redirect: 'manual'
  readonly signal: AbortSignal
}

/** The subset of `Response` that is read. */
export interface ProviderResponse {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** A web stream is read only up to the size limit. */
  readonly body?: unknown
  text(): Promise<string>
}

/** The fetch that a provider uses. The global `fetch` is one. */
export type ProviderFetch = (url: string, init: ProviderFetchInit) => Promise<ProviderResponse>

export interface FetchTextRequest {
  /** Names the service in messages, which never show the URL: "the signing service at sign.example.com". */
  readonly label: string
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Record<string, string>
  readonly body?: string
  readonly timeoutMs: number
  /** Default the global `fetch`, looked up at each request. */
  readonly fetch?: ProviderFetch | undefined
}

export interface TextResponse {
  readonly status: number
  readonly text: string
}

/** There was no response, as opposed to a wrong one. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

const maxBodyBytes = 16 * 1024

/**
 * Sends one request with a timeout and reads a response of at most 16 kB.
 *
 * @throws UnreachableError without a response. Error for a redirect, and for a response that is too long.
 */
export async function fetchText(request: FetchTextRequest): Promise<TextResponse> {
  const { label, timeoutMs } = request
  const controller = new AbortController()
  const timedOut = new UnreachableError(`${label} did not respond within ${timeoutMs} ms`)
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    // A custom fetch may ignore its signal, so the timeout does not depend on it.
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(timedOut), timeoutMs)
    })
    return await Promise.race([send(request, controller.signal), timeout])
  } finally {
    clearTimeout(timer)
    controller.abort()
  }
}

async function send(
  { label, url, fetch: custom, ...rest }: FetchTextRequest,
  signal: AbortSignal,
): Promise<TextResponse> {
  const { method, headers, body } = rest
  const init = { method, headers, redirect: 'manual', signal, ...(body !== undefined && { body }) } as const
  let response: ProviderResponse
  try {
    response = await (custom === undefined ? fetch(url, init) : custom(url, init))
  } catch (error) {
    throw unreachable(label, error)
  }
  // Browsers report a redirect that is not followed as status 0.
  if (response.status === 0 || (response.status >= 300 && response.status < 400)) {
    throw new Error(`${label} responded with a redirect, which is not followed: the request is for that host alone`)
  }
  return { status: response.status, text: await readText(label, response) }
}

async function readText(label: string, response: ProviderResponse): Promise<string> {
  const tooLong = new Error(`${label} responded with more than ${maxBodyBytes} bytes`)
  const text = await readBody(response, tooLong).catch((error: unknown) => {
    throw error === tooLong ? error : unreachable(label, error)
  })
  if (text.length > maxBodyBytes) throw tooLong
  return text
}

async function readBody(response: ProviderResponse, tooLong: Error): Promise<string> {
  if (!(response.body instanceof ReadableStream)) return response.text()
  const decoder = new TextDecoder()
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > maxBodyBytes) {
      void reader.cancel().catch(() => undefined)
      throw tooLong
    }
    text += decoder.decode(value, { stream: true })
  }
}

/** The message of a network error may contain the URL, and with it a secret; the code does not. */
function unreachable(label: string, error: unknown): UnreachableError {
  const reason = codeOf(error) ?? (error instanceof Error ? error.name : 'the connection failed')
  return new UnreachableError(`${label} could not be reached (${reason})`)
}
