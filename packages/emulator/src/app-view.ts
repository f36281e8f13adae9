import type { App } from './app-state.ts'
import { viewTasks } from './app-state.ts'
import { assertKeys, clientOptionsOf, credentialsOf } from './credentials.ts'
import type { EmulatedApp } from './emulator.ts'
import type { EmulatorState } from './emulator-state.ts'
import { assertBehaviour, assertUserId } from './options/callee-behaviour.ts'

/** The public interface of one application. */
export function emulatedApp(app: App, state: EmulatorState, url: string): EmulatedApp {
  return {
    get credentials() {
      return credentialsOf(app.settings)
    },
    get clientOptions() {
      return clientOptionsOf(app.settings, url)
    },
    calls: () => app.calls.views(),
    rings: (userId) => app.phones.rings(userId),
    tasks: () => viewTasks(app),
    callee(userId, behaviour) {
      assertUserId('callee', 'userId', userId)
      assertBehaviour('callee', 'behaviour', behaviour)
      app.phones.set(userId, behaviour)
    },
    refuseCallee: (userId, resultCode) => app.phones.refuse(userId, resultCode),
    rotate(keys) {
      assertKeys(keys)
      const { sdkSecretKey, ...accountKeys } = keys
      const { secretId } = app.settings
      for (const other of state.apps.values()) {
        if (other.settings.secretId === secretId) other.settings = { ...other.settings, ...accountKeys }
      }
      if (sdkSecretKey !== undefined) app.settings = { ...app.settings, sdkSecretKey }
    },
  }
}

/** Combines all applications: lists contain those of all, and a callee's behaviour is set in all. */
export function combineApps(
  apps: readonly EmulatedApp[],
): Pick<EmulatedApp, 'calls' | 'rings' | 'tasks' | 'callee' | 'refuseCallee'> {
  return {
    calls: () => apps.flatMap((app) => app.calls()),
    rings: (userId) => apps.reduce((sum, app) => sum + app.rings(userId), 0),
    tasks: () => apps.flatMap((app) => app.tasks()),
    callee(userId, behaviour) {
      for (const app of apps) app.callee(userId, behaviour)
    },
    refuseCallee(userId, resultCode) {
      for (const app of apps) app.refuseCallee(userId, resultCode)
    },
  }
}
