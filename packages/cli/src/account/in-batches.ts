/** All of them, so many at a time as the vendor takes in one request, one request after the other. */
export async function inBatches<T, R>(
  all: readonly T[],
  most: number,
  send: (batch: readonly T[]) => Promise<R>,
): Promise<readonly R[]> {
  const replies: R[] = []
  for (let at = 0; at < all.length; at += most) replies.push(await send(all.slice(at, at + most)))
  return replies
}
