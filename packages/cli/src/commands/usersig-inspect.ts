import { commonOptions, keyOptions, requestOptions } from '../client/access-options.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { exitCodes } from '../errors.ts'
import { inFlagWords } from '../flag-words.ts'
import { readTextArgument } from '../read-text.ts'
import { escapeControl } from '../terminal.ts'
import { findUserSig } from '../usersig/find-user-sig.ts'
import { foundLines, requestFaults } from '../usersig/request-beside.ts'
import { faultLine, timeAndAge, verdict } from '../usersig/words.ts'

const options = {
  user: { kind: 'text', value: 'USER', summary: 'whose it should be' },
  sdkAppId: requestOptions.sdkAppId,
  ...keyOptions,
  ...commonOptions,
} as const

export const usersigInspectCommand = defineCommand({
  details: `Takes the UserSig alone, an address, a whole curl line or a body that has one; it is then held against the user and
the app that stand beside it. Reads stdin where there is no argument. With the app's key it is also checked against the key.
Exit code 1 says that something is wrong with it. Nothing is sent.`,
  argument: {
    summary: 'a UserSig or PrivateMapKey, or what has one in it; @FILE reads a file, - reads stdin',
    stdin: 'default',
  },
  options,
  examples: [
    'trtc-call usersig mint --user jack | trtc-call usersig inspect --user jack',
    'trtc-call usersig inspect --json < usersig.txt',
    'trtc-call usersig inspect @curl-line.txt',
  ],
  run: inspect,
})

async function inspect(context: Context<typeof options>): Promise<Result> {
  const { user, sdkAppId } = context.options
  const pasted = await readTextArgument(context, 'UserSig')
  const sdkSecretKey = await context.options.sdkSecretKey()
  const found = findUserSig(pasted)
  if (found === undefined) return noUserSig
  const { inspectUserSig } = await import('@trtc-call/node')
  const { value, ...source } = found
  // The vendor judges it by what the request says, so that goes before what the environment says.
  const now = Date.now()
  const expected = { userId: source.userId ?? user, sdkAppId: source.sdkAppId ?? sdkAppId, sdkSecretKey, now }
  const { document, userbuf, expiresAt, ...inspected } = inspectUserSig(value, expected)
  const faults = [
    ...inspected.faults.map((fault) => ({ ...fault, message: inFlagWords(fault.message) })),
    // What the UserSig itself is wrong in is told already.
    ...requestFaults(source, { userId: user, sdkAppId }).filter(({ code }) =>
      inspected.faults.every((told) => told.code !== code),
    ),
  ]
  // The MAC is all that makes a UserSig secret; the rest can be read by anyone who knows whose it is.
  const shown = document && { ...document, ...('TLS.sig' in document ? { 'TLS.sig': '***' } : {}) }
  const lines = [
    ...foundLines(found, 'UserSig'),
    ...Object.entries(shown ?? {}).map(([name, field]) => `${name.padEnd(widest)}  ${escapeControl(String(field))}`),
    ...(expiresAt === undefined ? [] : [`${'expires'.padEnd(widest)}  ${timeAndAge(expiresAt, now)}`]),
    ...faults.map(faultLine),
    ...(faults.length > 0 ? [] : [verdict(sdkSecretKey !== undefined)]),
  ]
  return {
    document: { source, document: shown, userbuf, expiresAt, faults, keyChecked: sdkSecretKey !== undefined },
    text: lines.join('\n'),
    exitCode: faults.length > 0 ? exitCodes.failed : exitCodes.ok,
  }
}

/** As a script can tell it from a UserSig that is wrong: by its fault. */
const noUserSig: Result = {
  document: { faults: [{ code: 'not-found', message: 'no UserSig found' }], keyChecked: false },
  text: 'no UserSig found in it: it begins with eJ or eA and has a few hundred letters, digits, *, - and _',
  exitCode: exitCodes.failed,
}

const widest = 'TLS.identifier'.length
