import { withTimeout } from '../with-timeout.ts'
import { isLoopback } from './loopback.ts'

/** What is read of an emulator's state. */
export interface EmulatorState {
  readonly deliveries: readonly {
    readonly command?: string
    readonly state: string
    readonly callId?: string
    readonly attempts: readonly { readonly status?: number; readonly error?: string }[]
  }[]
}

/** An emulator. */
export interface FoundEmulator {
  /** Left out where it is kept from us: the emulator has a token, and it is not the one of TRTC_EMULATOR_TOKEN. */
  readonly state?: EmulatorState
}

type Environment = Readonly<Record<string, string | undefined>>

const limitMs = 2_000

/**
 * The emulator at the endpoint; undefined where none is, which is everywhere but on this machine: nothing but the vendor's own
 * commands may go to the vendor.
 *
 * @param env Its TRTC_EMULATOR_TOKEN is sent along.
 */
export async function findEmulator(endpoint: string | undefined, env: Environment): Promise<FoundEmulator | undefined> {
  if (endpoint === undefined || !URL.canParse(endpoint) || !isLoopback(new URL(endpoint).hostname)) return undefined
  const { TRTC_EMULATOR_TOKEN: token } = env
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  try {
    return await withTimeout(undefined, limitMs, async (signal) => {
      const look = async (path: string) => fetch(new URL(path, endpoint), { headers, redirect: 'manual', signal })
      const response = await look('/_emulator/state')
      const said: unknown = await response.json()
      if (response.ok) return isState(said) ? { state: said } : undefined
      if (response.status !== 403 || !wantsToken(said)) return undefined
      // Others may answer 403 as well, and then this is taken for an emulator by what it answers everybody.
      const health = (await (await look('/healthz')).json()) as { readonly ok?: unknown }
      return health.ok === true ? {} : undefined
    })
  } catch {
    return undefined
  }
}

function isState(said: unknown): said is EmulatorState {
  return Array.isArray((said as Partial<EmulatorState> | null)?.deliveries)
}

function wantsToken(said: unknown): boolean {
  const { error } = (said ?? {}) as { readonly error?: unknown }
  return typeof error === 'string' && /\btoken\b/.test(error)
}
