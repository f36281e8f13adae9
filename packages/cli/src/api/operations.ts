import type { Effect, Family } from '@trtc-call/spec'
import { callDocument, type OpenApiDocument, trtcDocument } from '@trtc-call/spec/documents'
import type { Result } from '../command.ts'
import { UsageError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { quoteName } from '../quote-in-message.ts'

/** The parts of a JSON Schema that are printed. */
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

/** An operation in an OpenAPI document. */
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

export interface ApiOperation {
  readonly id: string
  readonly family: Family
  /** The vendor's own name: `start_call_by_robot`, `StartStreamIngest`. */
  readonly command: string
  readonly described: Described
  readonly document: OpenApiDocument
}

/** All operations of both interfaces, in the order of the documents. */
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

export function listOperations(): Result {
  const operations = apiOperations.map(({ id, command, described: { summary } }) => ({
    operationId: id,
    command,
    summary,
  }))
  const text = operations.map(({ operationId, summary }) => `${operationId.padEnd(24)}  ${summary}`).join('\n')
  return { document: { operations }, text }
}

/** Finds an operation by its operationId or the vendor's name, with or without the service. @throws UsageError if there is none. */
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

/** Resolves a reference. */
export function resolved(schema: Schema, { components }: OpenApiDocument): Schema {
  const name = schema.$ref?.split('/').at(-1)
  const target = name === undefined ? undefined : (components.schemas[name] as Schema | undefined)
  return target === undefined ? schema : resolved(target, { components } as OpenApiDocument)
}

/** The schema of an operation's body. */
export function bodySchema({ described, document }: ApiOperation): Schema {
  return resolved(described.requestBody.content['application/json'].schema, document)
}

/** A valid body: the first example of the document, without what the client fills in. */
export function skeletonOf(operation: ApiOperation): Readonly<Record<string, unknown>> {
  const [example] = Object.values(operation.described.requestBody.content['application/json'].examples)
  const { properties = {} } = bodySchema(operation)
  const filled = Object.entries(example?.value ?? {}).filter(([name]) => !properties[name]?.['x-filled-by-client'])
  return Object.fromEntries(filled)
}

/** Sent without a confirmation, as by `call end` and `ingest stop`: stopping must not be delayed. */
const stopOperations: readonly string[] = ['endCall', 'stopStreamIngest']

/** For a production profile. */
export function needsConfirmation({ id, described }: ApiOperation): boolean {
  return described['x-effect'] !== 'safe' && !stopOperations.includes(id)
}
