import { callDocument, type OpenApiDocument, trtcDocument } from '@trtc-call/spec/documents'
import { type Family, listOperations, type Operation } from './operations.ts'
import { createBodyValidator } from './validation.ts'

/** The operations of the bundled OpenAPI documents, with lookups and validators. */
export interface Routes {
  readonly operations: readonly Operation[]
  /** By `/v4/{service}/{command}`. */
  readonly byPath: ReadonlyMap<string, Operation>
  /** By X-TC-Action. */
  readonly byAction: ReadonlyMap<string, Operation>
  readonly validate: Readonly<Record<Family, ReturnType<typeof createBodyValidator>>>
  /** For bodies from form fields: also converts text to the types of the schema, in place. */
  readonly validateFields: ReturnType<typeof createBodyValidator>
}

let loaded: Routes | undefined

/** Returns the routes, which all emulators of a process share. */
export function loadRoutes(): Routes {
  loaded ??= readRoutes(callDocument, trtcDocument)
  return loaded
}

function readRoutes(call: OpenApiDocument, trtc: OpenApiDocument): Routes {
  const commands = listOperations(call)
  const actions = listOperations(trtc)
  let inspectFields: Routes['validateFields'] | undefined
  return {
    operations: [...commands, ...actions],
    byPath: new Map(commands.map((operation) => [`/v4/${operation.service}/${operation.command}`, operation])),
    byAction: new Map(actions.map((operation) => [operation.command, operation])),
    validate: { call: createBodyValidator(call), trtc: createBodyValidator(trtc) },
    // Created on first use, because most tests send no such body.
    validateFields(...request) {
      inspectFields ??= createBodyValidator(trtc, { coerceTypes: true })
      return inspectFields(...request)
    },
  }
}
