import { combineApps, emulatedApp } from './app-view.ts'
import { isValidTime } from './clock/clock.ts'
import { serveControl } from './control/serve-control.ts'
import type { EmulatedApp, Emulator } from './emulator.ts'
import { createState } from './emulator-state.ts'
import { assertFault } from './faults/fault.ts'
import { manualActions } from './manual-actions.ts'
import { loadRoutes } from './operations/routes.ts'
import type { EmulatorOptions } from './options/emulator-options.ts'
import { OptionError } from './options/option-error.ts'
import { resolveSettings } from './options/resolve-settings.ts'
import { listen } from './server.ts'
import { restoreSnapshot, takeSnapshot } from './snapshot/snapshot.ts'
import { formatEvent } from './timeline.ts'

/**
 * Starts a local server that emulates both of the vendor's interfaces: robot calls and stream ingest. It verifies signatures
 * and bodies as strictly as the vendor's documentation says, and keeps all state in memory. DIFFERENCES.md lists what is
 * unknown about the real service, with the options that change it.
 *
 * @throws OptionError for a wrong option; the system's error, such as EADDRINUSE, when it cannot listen.
 * @example
 * const emulator = await startEmulator({ clock: 'virtual' })
 * const { dial } = createTrtcCall(emulator.clientOptions)
 * emulator.callee('jack', { does: 'reject', afterMs: 2_000 })
 * await emulator.close()
 * @see {@link https://www.tencentcloud.com/document/product/647/71845}
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = resolveSettings(options)
  const state = createState(settings)
  const { url, close } = await listen(state, (request, response) =>
    serveControl(request, response, { state, emulator }),
  )
  const apps = [...state.apps.values()].map((app) => emulatedApp(app, state, url))
  const first = apps[0] as EmulatedApp
  const emulator: Emulator = {
    url,
    get credentials() {
      return first.credentials
    },
    get clientOptions() {
      return first.clientOptions
    },
    app: (sdkAppId) => findApp(apps, sdkAppId),
    requests: (operationId) => state.log.list(operationId),
    ...combineApps(apps),
    log: () => state.timeline.since(0).map(({ event }) => formatEvent(event)),
    deliveries: () => state.deliveries.list(),
    resend: (deliveryId) => state.deliveries.resend(deliveryId),
    script(operationId, fault) {
      assertOperation(operationId)
      assertFault('script', 'fault', fault)
      state.faults.add(operationId, fault)
    },
    clearFaults: () => state.faults.clear(),
    rotate: (keys) => first.rotate(keys),
    setClockSkew(ms) {
      if (!isValidTime(Date.now() + ms)) {
        throw new OptionError('setClockSkew', 'ms', 'range', 'must be milliseconds that lead to a valid date')
      }
      state.skewMs = ms
    },
    ...manualActions(state),
    on: (listener) => state.timeline.on((event) => listener(event)),
    advance: (ms) => state.clock.advance(ms),
    snapshot: () => takeSnapshot(state),
    restore: (snapshot) => restoreSnapshot(state, snapshot),
    now: () => state.clock.now(),
    async close() {
      for (const { tasks } of state.apps.values()) tasks.endAll('emulator-closed')
      state.clock.stop()
      state.closing.abort()
      await close()
    },
  }
  return emulator
}

function findApp(apps: readonly EmulatedApp[], sdkAppId: number): EmulatedApp {
  const app = apps.find(({ credentials }) => credentials.sdkAppId === sdkAppId)
  if (app) return app
  throw new OptionError('app', 'sdkAppId', 'range', `is no application of this emulator: ${sdkAppId}`)
}

function assertOperation(operationId: string): void {
  const known = loadRoutes().operations.map(({ id }) => id)
  if (known.includes(operationId)) return
  throw new OptionError('script', 'operationId', 'range', `must be one of ${known.join(', ')}`)
}
