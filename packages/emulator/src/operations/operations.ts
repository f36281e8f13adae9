import type { OpenApiDocument } from '@trtc-call/spec/documents'
import type { RateLimit } from '../state/rate-limiter.ts'

/** One of the vendor's two interfaces. */
export type Family = 'call' | 'trtc'

export interface Operation {
  readonly id: string
  readonly family: Family
  /** The vendor's name: `start_call_by_robot`, `StartStreamIngest`. */
  readonly command: string
  /** First half of a Call path: `call_engine_http_srv`. Empty for the cloud API. */
  readonly service: string
  /** From `x-errors`. */
  readonly errors: ReadonlySet<number | string>
  /** From `x-rate-limit`. */
  readonly rateLimit: RateLimit
  /** JSON pointer, as a URI fragment, to the schema of the request body. */
  readonly bodyPointer: string
}

interface PathItem {
  readonly post?: {
    readonly operationId: string
    readonly 'x-errors'?: readonly (number | string)[]
    readonly 'x-rate-limit': RateLimit
  }
}

const actionPrefix = '/#X-TC-Action='

/** Lists the operations of a document. All TC3 actions use the path `/`, so their keys differ in the fragment. */
export function listOperations(document: OpenApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) => {
    const { post } = item as PathItem
    return post ? [describe(path, post)] : []
  })
}

function describe(path: string, post: NonNullable<PathItem['post']>): Operation {
  const isAction = path.startsWith(actionPrefix)
  const [, , service = '', command = ''] = path.split('/')
  const escaped = encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'))
  return {
    id: post.operationId,
    family: isAction ? 'trtc' : 'call',
    command: isAction ? path.slice(actionPrefix.length) : command,
    service: isAction ? '' : service,
    errors: new Set(post['x-errors']),
    rateLimit: post['x-rate-limit'],
    bodyPointer: `/paths/${escaped}/post/requestBody/content/application~1json/schema`,
  }
}
