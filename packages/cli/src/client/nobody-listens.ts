import { isTrtcError } from '../errors.ts'
import { isLoopback } from './loopback.ts'

/** Advice for the emulator that was forgotten, or has been stopped. The endpoint is an origin, so no secret is in it. */
export function nobodyListens(error: unknown, endpoint: unknown): string | undefined {
  if (!isTrtcError(error) || (error.cause as NodeJS.ErrnoException | undefined)?.code !== 'ECONNREFUSED')
    return undefined
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) return undefined
  const { hostname, origin, port } = new URL(endpoint)
  if (!isLoopback(hostname)) return undefined
  const start = `trtc-call emulator${port === '' ? '' : ` --port ${port}`}`
  return `nothing listens at ${origin} (from TRTC_CALL_ENDPOINT or --endpoint); start it with: ${start}`
}
