import type { inspectUserSig as Inspect } from '@trtc-call/node'
import { commonOptions, keyOptions, requestOptions } from '../client/access-options.ts'
import { type Context, defineCommand } from '../command.ts'
import { exitCodes } from '../exit-code.ts'
import { inFlagWords } from '../flag-words.ts'
import type { Result } from '../result.ts'
import { UsageError } from '../usage-error.ts'

const options = {
  user: { kind: 'text', value: 'USER', summary: 'whose it should be' },
  sdkAppId: requestOptions.sdkAppId,
  ...keyOptions,
  ...commonOptions,
} as const

export const usersigInspectCommand = defineCommand({
  path: ['usersig', 'inspect'],
  summary: 'what is in a UserSig, and what is wrong with it',
  details: `Reads it from stdin where it is no argument. With the app's key it is also checked against the key. Exit code 1 says
that something is wrong with it. Nothing is sent.`,
  argument: { name: 'USERSIG', summary: 'a UserSig or PrivateMapKey', required: false },
  options,
  examples: [
    'trtc-call usersig mint --user jack | trtc-call usersig inspect --user jack',
    'trtc-call usersig inspect --json < usersig.txt',
  ],
  run: inspect,
})

async function inspect(context: Context<typeof options>): Promise<Result> {
  const { user: userId, sdkAppId, sdkSecretKey } = context.options
  const value = await readUserSig(context)
  const { inspectUserSig } = await import('@trtc-call/node')
  const { document, userbuf, expiresAt, ...found } = inspectUserSig(value, { userId, sdkAppId, sdkSecretKey })
  const faults = found.faults.map((fault) => ({ ...fault, message: inFlagWords(fault.message) }))
  // The MAC is all that makes a UserSig secret; the rest can be read by anyone who knows whose it is.
  const shown = document && { ...document, 'TLS.sig': '***' }
  const lines = [
    ...Object.entries(shown ?? {}).map(([name, field]) => `${name.padEnd(widest)}  ${printable(field)}`),
    ...(expiresAt === undefined ? [] : [`${'expires'.padEnd(widest)}  ${isoTime(expiresAt)}`]),
    ...faults.map(faultLine),
    ...(faults.length > 0 ? [] : [verdict(sdkSecretKey !== undefined)]),
  ]
  return {
    document: { document: shown, userbuf, expiresAt, faults, keyChecked: sdkSecretKey !== undefined },
    text: lines.join('\n'),
    exitCode: faults.length > 0 ? exitCodes.failed : exitCodes.ok,
  }
}

const widest = 'TLS.identifier'.length

async function readUserSig({ argument, io, options: { sdkSecretKey } }: Context<typeof options>): Promise<string> {
  if (argument !== '') return argument
  if (io.stdin.isTTY) throw new UsageError('there is no UserSig: give it as an argument or on stdin')
  const value = (await io.stdin.read()).trim()
  if (value !== '') return value
  const hint = sdkSecretKey === undefined ? '' : 'if --sdk-secret-key - has read stdin, give the UserSig as an argument'
  throw new UsageError('there is no UserSig on stdin', hint)
}

type Fault = ReturnType<typeof Inspect>['faults'][number]

function faultLine({ message, vendorCode }: Fault): string {
  return `wrong: ${message}${vendorCode === undefined ? '' : ` (the vendor answers ${vendorCode})`}`
}

function verdict(keyChecked: boolean): string {
  return keyChecked
    ? 'nothing is wrong with it, and the key fits'
    : 'nothing is wrong with it; whether the key fits was not checked: set TRTC_SDK_SECRET_KEY'
}

/** What is inspected may come from anywhere, and a terminal obeys control characters. */
function printable(field: unknown): string {
  const text = String(field)
  return /\p{Control}/u.test(text) ? JSON.stringify(text) : text
}

/** A lifetime can reach beyond what a date can hold. */
function isoTime(ms: number): string {
  const date = new Date(ms)
  return Number.isNaN(date.getTime()) ? `${ms} ms after 1970` : date.toISOString()
}
