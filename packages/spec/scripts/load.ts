/** Loads the hand-written YAML, with the types that the emitters need. */
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'

export type Family = 'call' | 'trtc'

/** A request schema. Only the keywords that `assert-supported.ts` lists are allowed. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly deprecated?: boolean
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly enum?: readonly (string | number)[]
  readonly not?: { readonly const?: number }
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly 'x-max-bytes'?: number
  readonly 'x-pattern-means'?: string
  readonly 'x-secret'?: boolean
  readonly 'x-filled-by-client'?: boolean
  readonly 'x-room'?: 'call' | 'ingest'
  readonly 'x-requires'?: readonly Requirement[]
}

export interface Requirement {
  readonly field: string
  readonly needs: string
  readonly equals?: number | string | boolean
}

interface Server {
  readonly url: string
  readonly description?: string
  readonly 'x-site'?: string
  readonly 'x-backup'?: string
  readonly 'x-edition'?: string
  readonly 'x-default-region'?: string
}

interface RawOperation {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly externalDocs: { readonly url: string }
  readonly requestBody: {
    readonly content: {
      readonly 'application/json': { readonly examples: Readonly<Record<string, { readonly value: unknown }>> }
    }
  }
  readonly 'x-effect': string
  readonly 'x-rate-limit': { readonly requests: number; readonly perMs: number }
  readonly 'x-errors': readonly (string | number)[]
  readonly 'x-idempotent-success-codes'?: readonly (string | number)[]
}

export interface Document {
  readonly servers: readonly Server[]
  readonly paths: Readonly<Record<string, { readonly post: RawOperation }>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

export interface SpecOperation {
  readonly path: string
  readonly id: string
  readonly typeName: string
  readonly command: string
  readonly raw: RawOperation
  /** Name of the schema of the response data, if there is any. */
  readonly responseName: string | undefined
}

export interface VendorErrorEntry {
  readonly kind: string
  readonly executed: string
  readonly retry: string
  readonly hint: string
  readonly link: string
}

async function readYaml(path: string): Promise<unknown> {
  return parse(await readFile(new URL(`../${path}`, import.meta.url), 'utf8'))
}

export async function loadDocument(family: Family): Promise<Document> {
  return (await readYaml(`openapi/${family}.yaml`)) as Document
}

export async function loadErrors(family: Family): Promise<Readonly<Record<string, VendorErrorEntry>>> {
  const file = (await readYaml(`errors/${family}.yaml`)) as { codes: Record<string, VendorErrorEntry> }
  return file.codes
}

export function operationsOf(family: Family, document: Document): SpecOperation[] {
  return Object.entries(document.paths).map(([path, { post }]) => {
    const typeName = post.operationId[0]?.toUpperCase() + post.operationId.slice(1)
    const responseName = `${typeName}Response`
    return {
      path,
      id: post.operationId,
      typeName,
      command: family === 'call' ? path.slice(path.lastIndexOf('/') + 1) : path.slice(path.indexOf('=') + 1),
      raw: post,
      responseName: responseName in document.components.schemas ? responseName : undefined,
    }
  })
}

/** The name of a referenced schema, which is the last segment of `$ref`. */
export function refName(schema: Schema): string | undefined {
  return schema.$ref?.slice(schema.$ref.lastIndexOf('/') + 1)
}

export function schemaNamed(document: Document, name: string): Schema {
  const schema = document.components.schemas[name]
  if (schema === undefined) throw new Error(`the schema ${name} does not exist`)
  return schema
}
