import { callDocument, type OpenApiDocument, trtcDocument } from '@trtc-call/spec/documents'
import { type Family, listOperations, type Operation } from './operations.ts'
import { createBodyInspector } from './validation.ts'

/** The bundled documents, ready to be asked. */
export interface Routes {
  readonly operations: readonly Operation[]
  /** By `/v4/{service}/{command}`. */
  readonly byPath: ReadonlyMap<string, Operation>
  /** By X-TC-Action. */
  readonly byAction: ReadonlyMap<string, Operation>
  readonly inspect: Readonly<Record<Family, ReturnType<typeof createBodyInspector>>>
  /** For actions whose body came as fields: turns their text into what the schema says, in place. */
  readonly inspectFields: ReturnType<typeof createBodyInspector>
}

let loaded: Routes | undefined

/** The documents never change, so all emulators of a process share what was compiled from them. */
export function loadRoutes(): Routes {
  loaded ??= readRoutes(callDocument, trtcDocument)
  return loaded
}

function readRoutes(call: OpenApiDocument, trtc: OpenApiDocument): Routes {
  const commands = listOperations(call)
  const actions = listOperations(trtc)
  let inspectFields: Routes['inspectFields'] | undefined
  return {
    operations: [...commands, ...actions],
    byPath: new Map(commands.map((operation) => [`/v4/${operation.service}/${operation.command}`, operation])),
    byAction: new Map(actions.map((operation) => [operation.command, operation])),
    inspect: { call: createBodyInspector(call), trtc: createBodyInspector(trtc) },
    // Made when first needed: most emulators never see such a body.
    inspectFields(...request) {
      inspectFields ??= createBodyInspector(trtc, { coerceTypes: true })
      return inspectFields(...request)
    },
  }
}
