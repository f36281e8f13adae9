import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import type { Document, Family } from './load.ts'
import { banner, interfaces } from './text.ts'

/** What openapi-typescript leaves without a comment. */
const docs = {
  paths: 'By path and method, what goes over the wire in each operation of',
  webhooks: 'What the vendor sends to your receiver, for',
  components: 'Every schema of',
}

/** The types of everything on the wire, as openapi-typescript reads the document. */
export async function emitWireTypes(family: Family, document: Document): Promise<string> {
  const nodes = await openapiTS(document as unknown as OpenAPI3, { silent: true, defaultNonNullable: false })
  const types = astToString(nodes).replace(
    /^export (?:interface|type) (paths|webhooks|components)\b/gm,
    (line, name) => {
      return `/** ${docs[name as keyof typeof docs]} ${interfaces[family]}. */\n${line}`
    },
  )
  return `${banner}\n${types}`
}
