/** Why `fetch` had no answer, without its message, which may have the address in it. */
export function whyUnreachable(error: unknown, limit: AbortSignal): string {
  if (limit.aborted) return 'no answer in time'
  const { code } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException
  return typeof code === 'string' ? code : 'the address cannot be used'
}
