const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** What is read of an emulator's state. */
export interface EmulatorState {
  readonly deliveries: readonly {
    readonly command?: string
    readonly state: string
    readonly callId?: string
    readonly attempts: readonly { readonly status?: number; readonly error?: string }[]
  }[]
}

/**
 * The state of the emulator at the endpoint; undefined where none is, which is everywhere but on this machine: nothing but the
 * vendor's own commands may go to the vendor.
 */
export async function findEmulator(endpoint: string | undefined): Promise<EmulatorState | undefined> {
  if (endpoint === undefined || !URL.canParse(endpoint)) return undefined
  const url = new URL('/_emulator/state', endpoint)
  if (!loopback.test(url.hostname)) return undefined
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    if (!response.ok) return undefined
    const state = (await response.json()) as EmulatorState
    return Array.isArray(state.deliveries) ? state : undefined
  } catch {
    return undefined
  }
}
