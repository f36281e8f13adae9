import { isTime } from './clock.ts'
import { serveControl } from './control/serve-control.ts'
import { allApps, emulatedApp } from './emulated-app.ts'
import type { EmulatedApp, Emulator } from './emulator.ts'
import { createWorld } from './emulator-state.ts'
import { assertFault } from './fault.ts'
import { phonesByHand } from './manual-actions.ts'
import { OptionError } from './option-error.ts'
import type { EmulatorOptions } from './options.ts'
import { loadRoutes } from './routes.ts'
import { listen } from './server.ts'
import { resolveSettings } from './settings.ts'
import { restoreSnapshot, takeSnapshot } from './snapshot.ts'
import { lineOf } from './timeline.ts'

/**
 * Starts a server on this machine that stands in for both of the vendor's interfaces: robot calls and stream ingest. It
 * judges signatures and bodies as strictly as the vendor is known to, and keeps calls, records and tasks in memory. What is
 * not known about the real service stands in DIFFERENCES.md, next to the option that changes it.
 *
 * @throws TypeError for an option that cannot work; the system's error, such as EADDRINUSE, when it cannot listen.
 * @example
 * const emulator = await startEmulator({ clock: 'virtual' })
 * const { dial } = createTrtcCall(emulator.clientOptions)
 * emulator.callee('jack', { does: 'reject', afterMs: 2_000 })
 * await emulator.close()
 * @see {@link https://www.tencentcloud.com/document/product/647/71845}
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const settings = resolveSettings(options)
  const world = createWorld(settings)
  const { url, close } = await listen(world, (request, response) =>
    serveControl(request, response, { world, emulator }),
  )
  const apps = [...world.apps.values()].map((app) => emulatedApp(app, world, url))
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
    requests: (operationId) => world.log.list(operationId),
    ...allApps(apps),
    log: () => world.timeline.since(0).map(({ event }) => lineOf(event)),
    deliveries: () => world.deliveries.list(),
    resend: (deliveryId) => world.deliveries.resend(deliveryId),
    script(operationId, fault) {
      assertOperation(operationId)
      assertFault('script', 'fault', fault)
      world.faults.add(operationId, fault)
    },
    clearFaults: () => world.faults.clear(),
    rotate: (keys) => first.rotate(keys),
    skew(ms) {
      if (!isTime(Date.now() + ms)) {
        throw new OptionError('skew', 'ms', 'range', 'must be milliseconds that lead to a valid date')
      }
      world.skewMs = ms
    },
    ...phonesByHand(world),
    on: (listener) => world.timeline.on((event) => listener(event)),
    advance: (ms) => world.clock.advance(ms),
    snapshot: () => takeSnapshot(world),
    restore: (snapshot) => restoreSnapshot(world, snapshot),
    now: () => world.clock.now(),
    async close() {
      for (const { tasks } of world.apps.values()) tasks.endAll('emulator-closed')
      world.clock.stop()
      world.closing.abort()
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
