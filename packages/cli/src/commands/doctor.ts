import { bothOptions } from '../client/access-options.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { widthOf } from '../wrap.ts'

export const doctorOptions = {
  robot: { kind: 'text', value: 'USER', summary: 'check that the account of this robot exists' },
  callee: {
    kind: 'text',
    value: 'USER',
    repeatable: true,
    summary: 'check that this account exists and whether it is online',
  },
  stream: {
    kind: 'text',
    value: 'URL',
    source: true,
    hidden: true,
    summary: 'check that this stream can be fetched',
  },
  ...bothOptions,
} as const

export const doctorCommand = defineCommand({
  details: `Runs read-only checks against both APIs; no one is called. Checks the site, app, key, administrator, package,
accounts, cloud account, stream, clock, DNS, TLS and proxy. Each request times out after ten seconds
unless --timeout says otherwise. Exit code 1 means that a check failed.`,
  options: doctorOptions,
  examples: [
    'trtc-call doctor',
    'trtc-call doctor --robot robot --callee jack --stream @stream-url.txt',
    'trtc-call doctor --json',
  ],
  run: doctor,
})

async function doctor(context: Context<typeof doctorOptions>): Promise<Result> {
  const { assertSense, examine, report } = await import('../doctor/index.ts')
  assertSense(context)
  return report(await examine(context), context.signal.aborted, widthOf(context.io.stdout))
}
