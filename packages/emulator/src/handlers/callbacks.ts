import { ApiError } from '../api-error.ts'
import type { Handler } from './handler.ts'

interface CallbackBody {
  readonly Url: string
  readonly CallbackCommandList: readonly string[]
}

const setCallback: Handler = (body, { app }) => {
  const { Url, CallbackCommandList } = body as CallbackBody
  app.callback = { url: Url, commands: CallbackCommandList }
  return {}
}

const getCallback: Handler = (_body, { app }) => {
  if (!app.callback) throw notConfigured()
  const { url, commands } = app.callback
  return { Response: { Url: url, CallbackCommandList: commands } }
}

const deleteCallback: Handler = (_body, { app }) => {
  if (!app.callback) throw notConfigured()
  app.callback = undefined
  return {}
}

export const callbackHandlers = { setCallback, getCallback, deleteCallback } satisfies Record<string, Handler>

function notConfigured(): ApiError {
  return new ApiError(100301, 'no callback is configured')
}
