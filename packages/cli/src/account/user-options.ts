import type { Options } from '../options.ts'

/** Whose account. */
export const userOptions = {
  user: {
    kind: 'text',
    value: 'USER',
    required: true,
    repeatable: true,
    list: true,
    source: true,
    field: ['UserID', 'AccountList', 'CheckItem', 'To_Account'],
    summary: 'a user; several as a,b or one per line of a file',
  },
} as const satisfies Options

/** What callees see. */
export const portraitOptions = {
  nick: { kind: 'text', value: 'NAME', field: ['Nick', 'ProfileItem[0].Value'], summary: 'the name that others see' },
  face: {
    kind: 'text',
    value: 'URL',
    field: ['FaceUrl', 'ProfileItem[1].Value', 'ProfileItem[0].Value'],
    summary: 'the address of the picture that others see',
  },
} as const satisfies Options
