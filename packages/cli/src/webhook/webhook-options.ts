import type { Options, ValuesOf } from '../options.ts'

/** How senders are known. The words are those of the receiver's options in `@trtc-call/node/webhooks`. */
export const senderOptions = {
  secretName: {
    kind: 'text',
    value: 'NAME',
    summary: 'the parameter of the address that TRTC_CALLBACK_SECRET is the value of, default token',
  },
  callbackSecret: {
    kind: 'secret',
    flag: false,
    env: ['TRTC_CALLBACK_SECRET'],
    summary: 'the secret in the address of Call callbacks',
  },
  callbackToken: {
    kind: 'secret',
    flag: false,
    env: ['TRTC_CALLBACK_TOKEN'],
    summary: 'the Chat console’s token, which may sign Call callbacks',
  },
  streamKey: {
    kind: 'secret',
    flag: false,
    env: ['TRTC_STREAM_CALLBACK_KEY'],
    summary: 'the RTC console’s key, which signs events about streams',
  },
} as const satisfies Options

/** What is agreed on with the sender. */
export interface Agreed {
  readonly secret: { readonly name: string; readonly value: string } | undefined
  readonly token: string | undefined
  readonly key: string | undefined
}

export function agreedOf(options: ValuesOf<typeof senderOptions>): Agreed {
  const { secretName: name = 'token', callbackSecret: value, callbackToken: token, streamKey: key } = options
  return { secret: value === undefined ? undefined : { name, value }, token, key }
}
