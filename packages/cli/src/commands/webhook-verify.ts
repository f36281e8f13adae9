import type { WebhookError, WebhookEvent } from '@trtc-call/node/webhooks'
import { appIdOf } from '../client/access.ts'
import { commonOptions, requestOptions } from '../client/access-options.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { exitCodes, UsageError } from '../errors.ts'
import { inFlagWords } from '../flag-words.ts'
import { quoteValue } from '../quote.ts'
import { readFileArgument } from '../read-text.ts'
import { describeEvent } from '../webhook/describe-event.ts'
import { findEdit } from '../webhook/find-edit.ts'
import { agreedOf, senderOptions } from '../webhook/webhook-options.ts'

const options = {
  url: {
    kind: 'text',
    value: 'URL',
    source: true,
    hidden: true,
    summary: 'of a Call callback: where it was posted to, with the query; a path or the query alone will do',
  },
  header: {
    kind: 'text',
    value: 'NAME:VALUE',
    repeatable: true,
    hidden: true,
    summary: 'of an event about streams: its Sign and SdkAppId',
  },
  headers: { kind: 'text', value: 'TEXT', source: true, hidden: true, summary: 'all of them, a line for each' },
  maxAgeS: {
    kind: 'integer',
    value: 'S',
    min: 1,
    max: 2_147_483_647,
    or: 'forever',
    summary: 'how old it may be, default 300',
  },
  ...senderOptions,
  sdkAppId: requestOptions.sdkAppId,
  ...commonOptions,
} as const

export const webhookVerifyCommand = defineCommand({
  details: `Give the raw body, to the byte: a signature covers it. With --url it is a Call callback, with headers an event about
streams. Exit code 1 says that it is not to be believed, or that nobody can tell. Nothing is sent.`,
  argument: { summary: 'the raw body; - reads stdin', stdin: 'dash' },
  options,
  examples: [
    'trtc-call webhook verify body.json --url @url.txt',
    'trtc-call webhook verify body.json --headers @headers.txt --max-age-s forever',
    'trtc-call webhook verify - --url @url.txt --json < body.json',
  ],
  run: verify,
})

async function verify(context: Context<typeof options>): Promise<Result> {
  const { options: asked } = context
  const body = await readBody(context)
  const sdkAppId = appIdOf(asked)
  const headers = readHeaders(asked)
  const { verifyCallWebhook, verifyTrtcWebhook, isWebhookError } = await import('@trtc-call/node/webhooks')
  const { maxAgeS = 300, url } = asked
  const delivery = { body, sdkAppId, maxAgeMs: maxAgeS === 'forever' ? Number.POSITIVE_INFINITY : maxAgeS * 1_000 }
  const { secret, token, key } = agreedOf(asked)
  if ((url === undefined) === (headers === undefined))
    throw new UsageError('give either --url or --header and --headers')
  if (url === undefined && key === undefined) throw new UsageError('the key is missing: set TRTC_STREAM_CALLBACK_KEY')
  const verifyBody = (body: Uint8Array): WebhookEvent =>
    url === undefined
      ? verifyTrtcWebhook({ ...delivery, body, headers: headers ?? {}, key: key ?? '' })
      : // A query alone is one that follows a path.
        verifyCallWebhook({ ...delivery, body, url: url.includes('?') ? url : `/?${url}`, secret, token })
  try {
    return judged(verifyBody(body))
  } catch (error) {
    if (isWebhookError(error))
      return refused(error, error.reason === 'signature' ? findEdit(body, verifyBody) : undefined)
    throw error instanceof TypeError ? new UsageError(inFlagWords(error.message)) : error
  }
}

function judged(event: WebhookEvent): Result {
  const told = describeEvent(event)
  if (event.authenticated) return { document: { believed: true, event }, text: `${told}\nit is to be believed` }
  const message = 'nothing is wrong with it, but anybody can have sent it'
  const hint = 'set TRTC_CALLBACK_SECRET or TRTC_CALLBACK_TOKEN to what was agreed on'
  const document = { believed: false, reason: 'unauthenticated', message, hint, event }
  return { document, text: `${told}\nnot to be believed: ${message}\n  ${hint}`, exitCode: exitCodes.failed }
}

/** An edit of the body says more than the hint of the error: that it fits shows that the key is right. */
function refused({ reason, message, status, ...error }: WebhookError, edit: string | undefined): Result {
  const hint = edit === undefined ? inFlagWords(error.hint) : `${edit}; save the body as it came, to the byte`
  const text = `not to be believed: ${message}\n  ${hint}`
  const document = { believed: false, reason, message, hint, status }
  return { document, text, exitCode: exitCodes.failed }
}

async function readBody({ argument, io }: Context<typeof options>): Promise<Uint8Array> {
  return argument === '-' ? io.stdin.read() : readFileArgument(argument, `the file ${quoteValue(argument)}`, io)
}

type Given = Pick<Context<typeof options>['options'], 'header' | 'headers'>

function readHeaders({ header, headers = '' }: Given): Record<string, string> | undefined {
  const wrong = header.find((line) => !line.includes(':'))
  if (wrong !== undefined) throw new UsageError(`--header must be NAME:VALUE; given: ${quoteValue(wrong)}`)
  const lines = [...header, ...headers.split(/\r?\n/)].filter((line) => line.includes(':'))
  if (lines.length === 0) return undefined
  const pairs = lines.map((line) => [line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim()])
  return Object.fromEntries(pairs)
}
