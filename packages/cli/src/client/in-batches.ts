import type { Operation } from '@trtc-call/spec'

/** How many items a list in a request body may have, from the spec. */
export function maxItemsOf({ body }: Operation, field: string): number {
  const rule = body.type === 'object' ? body.properties[field] : undefined
  if (rule?.type !== 'array' || rule.maxItems === undefined) throw new Error(`the spec has no limit for ${field}`)
  return rule.maxItems
}

/** Sends a list in batches of at most `size` items, one after the other. */
export async function inBatches<T, R>(
  items: readonly T[],
  size: number,
  send: (batch: readonly T[]) => Promise<R>,
): Promise<readonly R[]> {
  const replies: R[] = []
  for (let at = 0; at < items.length; at += size) replies.push(await send(items.slice(at, at + size)))
  return replies
}
