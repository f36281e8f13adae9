import { type Context, defineCommand, type Result } from '../command.ts'
import { doctorOptions } from '../doctor/doctor-options.ts'
import { widthOf } from '../wrap.ts'

export const doctorCommand = defineCommand({
  details: `Asks both interfaces what changes nothing and rings nobody: site, app, key, administrator, package, accounts, the
cloud account, the stream, clock, DNS, TLS and proxy. Every question has ten seconds, where --timeout does not say otherwise.
Exit code 1 says that something is bad. --ring and --live do more, and ask first; when you interrupt, what they began is
ended, exit code 130. An emulator that wants a token is asked for its callbacks with that of TRTC_EMULATOR_TOKEN.`,
  options: doctorOptions,
  examples: [
    'trtc-call doctor',
    'trtc-call doctor --robot robot --callee jack --stream @stream-url.txt',
    'trtc-call doctor --json',
    'trtc-call doctor --robot robot --ring jack --yes',
    'trtc-call doctor --live --yes',
    'trtc-call doctor --robot robot --ring jack --live --dry-run',
  ],
  run: doctor,
})

async function doctor(context: Context<typeof doctorOptions>): Promise<Result> {
  const { assertSense, confirmExperiments, examine, isWell, report, tryExperiments } = await import(
    '../doctor/index.ts'
  )
  assertSense(context)
  await confirmExperiments(context)
  const findings = await examine(context)
  const tried = await tryExperiments(context, isWell(findings))
  return report([...findings, ...tried], context.signal.aborted, widthOf(context.io.stdout))
}
