import { type App, createApp } from './app-state.ts'
import { Deliveries } from './callbacks/deliveries.ts'
import type { Clock } from './clock/clock.ts'
import { RealClock } from './clock/real-clock.ts'
import { VirtualClock } from './clock/virtual-clock.ts'
import { FaultScript } from './faults/fault-script.ts'
import type { Settings } from './options/resolve-settings.ts'
import { createRandomness } from './randomness.ts'
import { RateLimiter } from './state/rate-limiter.ts'
import { RequestLog } from './state/request-log.ts'
import { Timeline } from './timeline.ts'

/** All state of an emulator. */
export interface EmulatorState {
  readonly settings: Settings
  readonly clock: Clock
  readonly timeline: Timeline
  readonly random: ReturnType<typeof createRandomness>
  /** By SDKAppID, in the order of the options; never empty. */
  readonly apps: ReadonlyMap<number, App>
  readonly deliveries: Deliveries
  readonly faults: FaultScript
  readonly log: RequestLog
  readonly limits: RateLimiter
  /** Skew of the server's clock, for signatures and the Date header. */
  skewMs: number
  /** Aborts delays and requests in flight. */
  readonly closing: AbortController
}

export function createState(settings: Settings): EmulatorState {
  const clock = settings.clock === 'virtual' ? new VirtualClock() : new RealClock()
  const timeline = new Timeline(clock)
  const random = createRandomness(settings.seed)
  const closing = new AbortController()
  const beyondLoopback = settings.callbacksBeyondLoopback
  const apps = new Map<number, App>()
  const state: EmulatorState = {
    settings,
    clock,
    timeline,
    random,
    apps,
    deliveries: new Deliveries({ clock, timeline, beyondLoopback, signal: closing.signal }),
    faults: new FaultScript(random.faults),
    log: new RequestLog(),
    limits: new RateLimiter(clock),
    skewMs: 0,
    closing,
  }
  for (const own of settings.apps) {
    apps.set(own.sdkAppId, createApp(own, { ...state, serverNow: () => serverNow(state) }))
  }
  return state
}

/** The application of requests that name none. */
export function firstApp({ apps }: EmulatorState): App {
  const [first] = apps.values()
  return first as App
}

/** The server's clock, for signatures. It is never virtual, because clients sign with the real time. */
export function serverNow({ skewMs }: EmulatorState): number {
  return Date.now() + skewMs
}
