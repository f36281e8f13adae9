import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { banner, interfaces } from './format.ts'
import type { Document, Family } from './load.ts'

/** Comments for the types that openapi-typescript leaves without one. */
const docs = {
  paths: 'The requests and responses, by path and method, of',
  webhooks: 'The webhooks of',
  components: 'The schemas of',
}

/** Emits the types that openapi-typescript derives from the document. */
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
