import { codeOf } from '../redact.ts'

/** What is handed to a fetch: the subset of `RequestInit` that every runtime takes. */
export interface ProviderFetchInit {
  readonly method: 'GET' | 'POST'
  readonly headers: Record<string, string>
  readonly body?: string
  /** Never `follow`: what is in the headers is for one host. */
  readonly redirect: 'manual'
  readonly signal: AbortSignal
}

/** What comes back: the subset of `Response` that is read. */
export interface ProviderResponse {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  /** Read in pieces where there is one, so that no more than is wanted is taken in. */
  readonly body?: unknown
  text(): Promise<string>
}

/** How a provider reaches what it asks. The global `fetch` is one. */
export type ProviderFetch = (url: string, init: ProviderFetchInit) => Promise<ProviderResponse>

/** Whom to ask for what. */
export interface Question {
  /** Named in messages, which never show the URL: "the signing service at sign.example.com". */
  readonly whom: string
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Record<string, string>
  readonly body?: string
  readonly timeoutMs: number
  /** Default the global `fetch`, looked up when it is used. */
  readonly fetch?: ProviderFetch | undefined
}

export interface Answer {
  readonly status: number
  readonly text: string
}

/** Nobody answered, as opposed to a wrong answer. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

const largestBodyBytes = 16 * 1024

/**
 * One request that is over in time: its answer of at most 16 kB with its status.
 *
 * @throws UnreachableError when no answer came. Error for a redirect, and for an answer that is too long.
 */
export async function ask(question: Question): Promise<Answer> {
  const { whom, timeoutMs } = question
  const controller = new AbortController()
  const late = new UnreachableError(`${whom} did not answer within ${timeoutMs} ms`)
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    // A fetch of somebody's own may not care for its signal; time is over all the same.
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(late), timeoutMs)
    })
    return await Promise.race([exchange(question, controller.signal), timeout])
  } finally {
    clearTimeout(timer)
    controller.abort()
  }
}

async function exchange({ whom, url, fetch: given, ...question }: Question, signal: AbortSignal): Promise<Answer> {
  const { method, headers, body } = question
  const init = { method, headers, redirect: 'manual', signal, ...(body !== undefined && { body }) } as const
  let response: ProviderResponse
  try {
    response = await (given === undefined ? fetch(url, init) : given(url, init))
  } catch (error) {
    throw unreachable(whom, error)
  }
  // A browser shows a redirect that is not followed as status 0.
  if (response.status === 0 || (response.status >= 300 && response.status < 400)) {
    throw new Error(`${whom} answered with a redirect, which is not followed: what was sent is for that host alone`)
  }
  return { status: response.status, text: await readText(whom, response) }
}

async function readText(whom: string, response: ProviderResponse): Promise<string> {
  const tooLong = new Error(`${whom} answered with more than ${largestBodyBytes} bytes`)
  const text = await readParts(response, tooLong).catch((error: unknown) => {
    throw error === tooLong ? error : unreachable(whom, error)
  })
  if (text.length > largestBodyBytes) throw tooLong
  return text
}

async function readParts(response: ProviderResponse, tooLong: Error): Promise<string> {
  if (!(response.body instanceof ReadableStream)) return response.text()
  const decoder = new TextDecoder()
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  let text = ''
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > largestBodyBytes) {
      void reader.cancel().catch(() => undefined)
      throw tooLong
    }
    text += decoder.decode(value, { stream: true })
  }
}

/** The words of a network failure may repeat the address, and with it what is secret in it; its code does not. */
function unreachable(whom: string, error: unknown): UnreachableError {
  const why = codeOf(error) ?? (error instanceof Error ? error.name : 'the connection failed')
  return new UnreachableError(`${whom} could not be reached (${why})`)
}
