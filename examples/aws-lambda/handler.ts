import { isInputError, isTrtcError, type SavedCall } from '@trtc-call/node'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { dial, resumeCall } from './trtc.ts'

const { STREAM_URL = 'https://example.com/welcome.mp4' } = process.env

/** The gateway gives up after 30 seconds, so it rings for 20. */
const ringTimeoutMs = 20_000
/** What is left of the function's time when it stops waiting: enough to hang up. */
const reserveMs = 6_000

type Reply = APIGatewayProxyStructuredResultV2

/** Behind an HTTP API with an authorizer: `POST /ring` and `POST /hang-up`. */
export async function handler(event: APIGatewayProxyEventV2, context: Context): Promise<Reply> {
  const signal = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - reserveMs))
  try {
    const body = JSON.parse(event.body ?? '{}')
    if (event.routeKey === 'POST /ring') return await ring(body.callee, signal)
    if (event.routeKey === 'POST /hang-up') return await hangUp(body.call)
    return reply(404, { error: 'there are POST /ring and POST /hang-up' })
  } catch (error) {
    return replyTo(error)
  }
}

/** Resolves when the stream plays, or when nobody has answered. The function keeps nothing: the caller gets the handle. */
async function ring(callee: string, signal: AbortSignal): Promise<Reply> {
  const stream = { url: STREAM_URL }
  const call = await dial({ robot: 'robot', callees: [callee], media: 'video', ringTimeoutMs, stream }, { signal })
  return call.state === 'ended' ? reply(200, { answered: false }) : reply(200, { answered: true, call })
}

async function hangUp(saved: SavedCall): Promise<Reply> {
  const { call, stream } = await resumeCall(saved).hangUp()
  return reply(200, { call, stream })
}

/** `unknown` tells the caller not to try again before looking: the phone may have rung. */
function replyTo(error: unknown): Reply {
  console.error(error)
  if (isTrtcError(error)) return reply(502, { error: error.code, outcome: error.outcome })
  if (isInputError(error) || error instanceof SyntaxError) return reply(400, { error: error.message })
  return reply(504, { error: 'the time was up' })
}

function reply(statusCode: number, body: object): Reply {
  return { statusCode, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}
