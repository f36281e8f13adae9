import type { Context } from '../command.ts'
import { UsageError } from '../errors.ts'
import type { doctorOptions } from './doctor-options.ts'

/** What would be found out too late, after something was asked or started. @throws UsageError naming the flag. */
export function assertSense({ options, profile }: Pick<Context<typeof doctorOptions>, 'options' | 'profile'>): void {
  const { ring, robot, live, save, stream } = options
  if (ring !== undefined && robot === undefined) throw new UsageError('--ring needs --robot, who rings')
  if (save && !live) throw new UsageError('--save needs --live, which finds out what to write')
  if (save && profile === undefined) {
    throw new UsageError('--save needs a profile to write to', 'give --profile, or see trtc-call profile add')
  }
  if (stream === undefined) return
  if (!URL.canParse(stream)) throw new UsageError('--stream must be a URL')
  if (!/^(https?|rtmps?):$/.test(new URL(stream).protocol)) {
    throw new UsageError('--stream must be http, https or rtmp: the vendor fetches nothing else')
  }
}
