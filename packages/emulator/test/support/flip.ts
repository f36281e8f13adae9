/** Flips one bit. */
export function flipBit(bytes: Buffer, position: number): Buffer {
  const flipped = Buffer.from(bytes)
  const index = Math.floor(position / 8) % bytes.length
  flipped[index] = (flipped[index] ?? 0) ^ (1 << (position % 8))
  return flipped
}

/** Returns the code of the ApiError that a function throws, or undefined. */
export function errorCodeOf(act: () => void): number | string | undefined {
  try {
    act()
  } catch (error) {
    return (error as { code?: number | string }).code
  }
  return undefined
}
