import type { Options, ValuesOf } from '../options.ts'

/** The secrets that authenticate senders. */
export const authOptions = {
  secretName: {
    kind: 'text',
    value: 'NAME',
    field: 'secret.name',
    summary: 'URL parameter that contains TRTC_CALLBACK_SECRET [token]',
  },
  callbackSecret: {
    kind: 'secret',
    flag: false,
    env: ['TRTC_CALLBACK_SECRET'],
    field: ['secret.value', 'call.secret.value'],
    summary: 'secret in the callback URL',
  },
  callbackToken: {
    kind: 'secret',
    flag: false,
    env: ['TRTC_CALLBACK_TOKEN'],
    field: ['token', 'call.token'],
    summary: 'token of the Chat console, which signs callbacks',
  },
  streamKey: {
    kind: 'secret',
    flag: false,
    env: ['TRTC_STREAM_CALLBACK_KEY'],
    field: ['key', 'trtc.key'],
    summary: 'key of the RTC console, which signs stream events',
  },
} as const satisfies Options

export interface WebhookAuth {
  readonly secret: { readonly name: string; readonly value: string } | undefined
  readonly token: string | undefined
  readonly key: string | undefined
}

export function authOf(options: ValuesOf<typeof authOptions>): WebhookAuth {
  const { secretName: name = 'token', callbackSecret: value, callbackToken: token, streamKey: key } = options
  return { secret: value === undefined ? undefined : { name, value }, token, key }
}
