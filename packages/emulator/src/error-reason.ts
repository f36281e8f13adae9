/** Describes a transport error by its code, because its message may contain a URL. */
export function errorReason(error: Error & { code?: unknown }): string {
  return typeof error.code === 'string' ? error.code : error.message
}
