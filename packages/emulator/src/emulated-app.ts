import type { App } from './app.ts'
import { viewTasks } from './app.ts'
import { assertBehaviour, assertUserId } from './callee-behaviour.ts'
import { assertKeys, clientOptionsOf, credentialsOf } from './credentials.ts'
import type { EmulatedApp } from './emulator.ts'
import type { World } from './emulator-state.ts'

/** One application as tests see it. */
export function emulatedApp(app: App, world: World, url: string): EmulatedApp {
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
      const { sdkSecretKey, ...ofAccount } = keys
      const { secretId } = app.settings
      for (const other of world.apps.values()) {
        if (other.settings.secretId === secretId) other.settings = { ...other.settings, ...ofAccount }
      }
      if (sdkSecretKey !== undefined) app.settings = { ...app.settings, sdkSecretKey }
    },
  }
}

/** All applications as one: what is shown is everybody's, what is said about a callee holds in all of them. */
export function allApps(
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
