import { isInputError, isTrtcError, type SavedCall } from '@trtc-call/node'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda'
import { dial, resumeCall } from './trtc.ts'

const { STREAM_URL = 'https://example.com/welcome.mp4' } = process.env

/** Ring timeout: the gateway times out after 30 seconds. */
const ringTimeoutMs = 20_000
/** Time reserved at the end of the invocation, to hang up. */
const reserveMs = 6_000

type Reply = APIGatewayProxyStructuredResultV2

/** Handles `POST /ring` and `POST /hang-up` of an HTTP API with an authorizer. */
export async function handler(event: APIGatewayProxyEventV2, context: Context): Promise<Reply> {
  const signal = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - reserveMs))
  try {
    const body = JSON.parse(event.body ?? '{}')
    if (event.routeKey === 'POST /ring') return await ring(body.callee, signal)
    if (event.routeKey === 'POST /hang-up') return await hangUp(body.call)
    return reply(404, { error: 'use POST /ring or POST /hang-up' })
  } catch (error) {
    return replyTo(error)
  }
}

/** Resolves when the stream plays, or when the call has ended unanswered. The response contains the call's state. */
async function ring(callee: string, signal: AbortSignal): Promise<Reply> {
  const stream = { url: STREAM_URL }
  const call = await dial({ robot: 'robot', callees: [callee], media: 'video', ringTimeoutMs, stream }, { signal })
  return call.state === 'ended' ? reply(200, { answered: false }) : reply(200, { answered: true, call })
}

async function hangUp(saved: SavedCall): Promise<Reply> {
  const { call, stream } = await resumeCall(saved).hangUp()
  return reply(200, { call, stream })
}

/** With the outcome `unknown`, the phone may have rung: check before you ring again. */
function replyTo(error: unknown): Reply {
  console.error(error)
  if (isTrtcError(error)) return reply(502, { error: error.code, outcome: error.outcome })
  if (isInputError(error) || error instanceof SyntaxError) return reply(400, { error: error.message })
  return reply(504, { error: 'timed out' })
}

function reply(statusCode: number, body: object): Reply {
  return { statusCode, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}
