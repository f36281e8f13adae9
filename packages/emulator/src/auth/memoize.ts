/** Texts kept at a time; a client signs with one UserSig for hours, so a few would do. */
const most = 1_000

/** A pure reader that does not read the same text twice. Only what could be read is remembered. */
export function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const result = read(text)
    if (known.size >= most) known.clear()
    known.set(text, result)
    return result
  }
}
