/** A request that was answered, or would have been had no fault come between. */
export interface RecordedRequest {
  /** The spec's name; undefined for a command or action that does not exist. */
  readonly operationId: string | undefined
  /** The vendor's name, as sent. */
  readonly command: string
  /** Real Unix time in milliseconds at which it came. */
  readonly at: number
  /** The JSON body as it came, secrets included; undefined where it was not read or is no JSON. */
  readonly body: unknown
  /** With `usersig` masked. */
  readonly query: Readonly<Record<string, string>>
  /** With Authorization and X-TC-Token masked. */
  readonly headers: Readonly<Record<string, string>>
  /** What the envelope says. */
  readonly answer: RecordedAnswer
  /** Whether the operation was carried out. */
  readonly acted: boolean
}

/** The envelope, whether or not it arrived. */
export interface RecordedAnswer {
  /** 0 for success, otherwise the vendor's code. */
  readonly code: number | string
  readonly requestId: string
  readonly body: unknown
}

const keeps = 10_000

/** The latest requests, oldest first. */
export class RequestLog {
  readonly #requests: RecordedRequest[] = []

  add(request: RecordedRequest): void {
    this.#requests.push(request)
    if (this.#requests.length > keeps) this.#requests.shift()
  }

  list(operationId?: string): RecordedRequest[] {
    return this.#requests.filter((request) => operationId === undefined || request.operationId === operationId)
  }
}
