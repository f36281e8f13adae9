import { accountHandlers } from './accounts.ts'
import { callbackHandlers } from './callbacks.ts'
import { callHandlers } from './calls.ts'
import type { Handler } from './handler.ts'
import { ingestHandlers } from './ingest.ts'
import { recordHandlers } from './records.ts'
import { roomHandlers } from './rooms.ts'

/** By operationId. */
export const handlers: Readonly<Record<string, Handler>> = {
  ...callHandlers,
  ...recordHandlers,
  ...callbackHandlers,
  ...accountHandlers,
  ...ingestHandlers,
  ...roomHandlers,
}
