import type { Context } from '../command.ts'
import type { doctorOptions } from '../commands/doctor.ts'
import { UsageError } from '../errors.ts'

/** What would be found out too late, after something was asked or started. @throws UsageError naming the flag. */
export function assertSense({ options }: Pick<Context<typeof doctorOptions>, 'options'>): void {
  const { stream } = options
  if (stream === undefined) return
  if (!URL.canParse(stream)) throw new UsageError('--stream must be a URL')
  if (!/^(https?|rtmps?):$/.test(new URL(stream).protocol)) {
    throw new UsageError('--stream must be http, https or rtmp: the vendor fetches nothing else')
  }
}
