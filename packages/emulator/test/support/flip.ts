/** The same bytes with one bit turned over. */
export function flipBit(bytes: Buffer, position: number): Buffer {
  const flipped = Buffer.from(bytes)
  const index = Math.floor(position / 8) % bytes.length
  flipped[index] = (flipped[index] ?? 0) ^ (1 << (position % 8))
  return flipped
}

/** The code of the refusal that an action ends in; undefined when it goes through. */
export function refusalOf(act: () => void): number | string | undefined {
  try {
    act()
  } catch (error) {
    return (error as { code?: number | string }).code
  }
  return undefined
}
