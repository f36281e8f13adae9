import type { Io } from '../io.ts'
import { withTimeout } from '../with-timeout.ts'
import { isLoopback } from './network.ts'

const timeoutMs = 2_000

/**
 * Whether the endpoint is an emulator. Asks only on this machine, so that the vendor gets nothing but its own operations.
 *
 * @param env TRTC_EMULATOR_TOKEN is sent along.
 */
export async function isEmulator(endpoint: string | undefined, env: Io['env']): Promise<boolean> {
  if (endpoint === undefined || !URL.canParse(endpoint) || !isLoopback(new URL(endpoint).hostname)) return false
  const { TRTC_EMULATOR_TOKEN: token } = env
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  try {
    return await withTimeout(undefined, timeoutMs, async (signal) => {
      const get = (path: string) => fetch(new URL(path, endpoint), { headers, redirect: 'manual', signal })
      const state = await get('/_emulator/state')
      if (state.ok) return Array.isArray(((await state.json()) as { deliveries?: unknown } | null)?.deliveries)
      // An emulator with another token. Other servers answer 403 as well, but not this to everyone.
      if (state.status !== 403) return false
      const health = (await (await get('/healthz')).json()) as { readonly ok?: unknown }
      return health.ok === true
    })
  } catch {
    return false
  }
}
