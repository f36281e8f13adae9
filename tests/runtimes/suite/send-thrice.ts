import type { Connection, ReportedOutcome, Subject, Target } from './subject.ts'

const timeoutMs = 1_500
const abortMs = 1_000

/** Sends one operation three times in sequence and returns the client's results. */
export async function sendThrice(
  { library }: Subject,
  { options }: Connection,
  target: Target,
): Promise<ReportedOutcome[]> {
  const { calls, trtc } = library.createTrtcCall({
    ...options,
    endpoints: { call: target.endpoint, trtc: target.endpoint },
    attemptTimeoutMs: timeoutMs,
  })
  const client = (target.family === 'call' ? calls : trtc) as unknown as Readonly<Record<string, Method>>
  const outcomes: ReportedOutcome[] = []
  for (let count = 0; count < 3; count++) {
    const controller = new AbortController()
    const timer = target.aborts ? setTimeout(() => controller.abort(reason), abortMs) : undefined
    outcomes.push(await report(() => client[target.method]?.(...target.parameters, { signal: controller.signal })))
    clearTimeout(timer)
  }
  return outcomes

  async function report(send: () => Promise<unknown> | undefined): Promise<ReportedOutcome> {
    try {
      await send()
      return 'ok'
    } catch (error) {
      if (error === reason) return 'aborted'
      if (!library.isTrtcError(error)) throw error
      return error.outcome
    }
  }
}

const reason = new Error('the caller has had enough')

type Method = (...parameters: readonly unknown[]) => Promise<unknown>
