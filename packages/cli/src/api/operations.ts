import type { Effect, Family } from '@trtc-call/spec'
import { callDocument, type OpenApiDocument, trtcDocument } from '@trtc-call/spec/documents'
import { UsageError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { quoteName } from '../quote.ts'

/** As much of a JSON Schema as is told. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Schema
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly 'x-filled-by-client'?: boolean
}

/** An operation as the OpenAPI document describes it. */
interface Described {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly externalDocs?: { readonly url: string }
  readonly 'x-effect': Effect
  readonly 'x-rate-limit': { readonly requests: number; readonly perMs: number }
  readonly 'x-errors': readonly (number | string)[]
  readonly requestBody: {
    readonly content: {
      readonly 'application/json': {
        readonly schema: Schema
        readonly examples: Readonly<Record<string, { readonly value: Readonly<Record<string, unknown>> }>>
      }
    }
  }
}

/** One that can be sent. */
export interface ApiOperation {
  readonly id: string
  readonly family: Family
  /** The vendor's own name: `start_call_by_robot`, `StartStreamIngest`. */
  readonly command: string
  readonly described: Described
  readonly document: OpenApiDocument
}

/** All of both interfaces, in the order of the documents. */
export const apiOperations: readonly ApiOperation[] = [
  ...operationsOf('call', callDocument),
  ...operationsOf('trtc', trtcDocument),
]

function operationsOf(family: Family, document: OpenApiDocument): ApiOperation[] {
  return Object.entries(document.paths).map(([path, item]) => {
    const { post } = item as { readonly post: Described }
    const described = { ...post, summary: post.summary.replace(/\.$/, '') }
    const command = path.split(/[/=]/).at(-1) ?? ''
    return { id: described.operationId, family, command, described, document }
  })
}

/** By its operationId or the vendor's own name, with or without its service. @throws UsageError for one that there is not. */
export function findOperation(word: string): ApiOperation {
  const bare = word.replace(/^(v4\/)?\w+\//, '')
  const found = apiOperations.find(({ id, command }) => id === word || command === bare)
  if (found !== undefined) return found
  const names = apiOperations.map(({ id }) => id)
  const meant = nearest(word, names)
  throw new UsageError(
    `there is no operation ${quoteName(word)}`,
    meant === undefined ? 'trtc-call api lists them' : `did you mean ${meant}?`,
  )
}

/** The schema itself, where it is a reference to one. */
export function resolved(schema: Schema, { components }: OpenApiDocument): Schema {
  const name = schema.$ref?.split('/').at(-1)
  const target = name === undefined ? undefined : (components.schemas[name] as Schema | undefined)
  return target === undefined ? schema : resolved(target, { components } as OpenApiDocument)
}

/** What the body of an operation has to look like. */
export function bodySchema({ described, document }: ApiOperation): Schema {
  return resolved(described.requestBody.content['application/json'].schema, document)
}

/** A body that is valid: the document's first example, without what the client fills in. */
export function skeletonOf(operation: ApiOperation): Readonly<Record<string, unknown>> {
  const [example] = Object.values(operation.described.requestBody.content['application/json'].examples)
  const { properties = {} } = bodySchema(operation)
  const filled = Object.entries(example?.value ?? {}).filter(([name]) => !properties[name]?.['x-filled-by-client'])
  return Object.fromEntries(filled)
}
