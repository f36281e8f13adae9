import { ApiError } from '../api-error.ts'
import type { Handler } from './handler.ts'

interface CallbackBody {
  readonly Url: string
  readonly CallbackCommandList: readonly string[]
}

const setCallback: Handler = (body, { app }) => {
  const { Url, CallbackCommandList } = body as CallbackBody
  app.callback.set({ url: Url, commands: CallbackCommandList })
  return {}
}

const getCallback: Handler = (_body, { app }) => {
  const config = app.callback.get()
  if (!config) throw noneConfigured()
  return { Response: { Url: config.url, CallbackCommandList: config.commands } }
}

const deleteCallback: Handler = (_body, { app }) => {
  if (!app.callback.get()) throw noneConfigured()
  app.callback.set(undefined)
  return {}
}

/** By operationId. */
export const callbackHandlers = { setCallback, getCallback, deleteCallback } satisfies Record<string, Handler>

function noneConfigured(): ApiError {
  return new ApiError(100301, 'no callback is configured')
}
