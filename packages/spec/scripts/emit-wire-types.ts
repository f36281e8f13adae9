import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import type { Document } from './load.ts'
import { banner } from './text.ts'

/** The types of everything on the wire, as openapi-typescript reads the document. */
export async function emitWireTypes(document: Document): Promise<string> {
  const nodes = await openapiTS(document as unknown as OpenAPI3, { silent: true, defaultNonNullable: false })
  return `${banner}\n${astToString(nodes)}`
}
