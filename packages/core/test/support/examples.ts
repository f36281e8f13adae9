import type { Family } from '@trtc-call/spec'
import { callDocument, trtcDocument } from '@trtc-call/spec/documents'

interface DescribedOperation {
  readonly operationId: string
  readonly requestBody: {
    readonly content: { readonly 'application/json': { readonly examples: Record<string, { readonly value: object }> } }
  }
}

/** The first request that the document shows of each operation, by operationId. */
export function sentExamples(family: Family): ReadonlyMap<string, object> {
  const { paths } = family === 'call' ? callDocument : trtcDocument
  const operations = Object.values(paths) as readonly { readonly post: DescribedOperation }[]
  return new Map(
    operations.map(({ post }) => [
      post.operationId,
      Object.values(post.requestBody.content['application/json'].examples)[0]?.value ?? {},
    ]),
  )
}
