import { bothOptions } from '../client/access-options.ts'
import type { Result } from '../command.ts'
import { type Context, defineCommand } from '../command.ts'
import { formatReport } from '../doctor/report.ts'
import { runChecks } from '../doctor/run-checks.ts'
import { UsageError } from '../errors.ts'

export const doctorOptions = {
  robot: { kind: 'text', value: 'USER', summary: 'check that this robot is an account of the app' },
  callee: {
    kind: 'text',
    value: 'USER',
    repeatable: true,
    summary: 'check that this callee is an account of the app and online',
  },
  stream: {
    kind: 'text',
    value: 'URL',
    source: true,
    secretValue: true,
    summary: 'check that this stream can be fetched',
  },
  ...bothOptions,
} as const

export const doctor = defineCommand({
  details: `Runs read-only checks against the Call interface and the cloud interface; no one is called. Checks
the site, app, key, administrator, Call subscription (the vendor calls it a package), accounts,
cloud account, stream, clock, DNS, TLS and proxy. Each request times out after ten seconds unless
--timeout says otherwise. Exit code 1: a check failed.`,
  options: doctorOptions,
  examples: [
    'trtc-call doctor',
    'trtc-call doctor --robot robot --callee jack --stream @stream-url.txt',
    'trtc-call doctor --json',
  ],
  run: runDoctor,
})

async function runDoctor(context: Context<typeof doctorOptions>): Promise<Result> {
  assertStreamUrl(context.options.stream)
  return formatReport(await runChecks(context), context.signal.aborted)
}

function assertStreamUrl(stream: string | undefined): void {
  if (stream === undefined) return
  if (!URL.canParse(stream)) throw new UsageError('--stream must be a URL')
  if (/^(https?|rtmps?):$/.test(new URL(stream).protocol)) return
  throw new UsageError('--stream must be an http, https or rtmp URL: the vendor fetches no other')
}
