const sliceLength = 12

/** A text as it is, as a URL, as JSON and as base64 carry it. */
export function spellingsOf(text: string): string[] {
  const base64 = Buffer.from(text).toString('base64')
  const url = base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  const vendor = base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
  return [text, encodeURIComponent(text.toWellFormed()), JSON.stringify(text).slice(1, -1), base64, url, vendor]
}

/**
 * Twelve-character slices of the secrets' spellings that are in the text. In base64 a secret looks different at each of
 * three offsets, so it is shifted to all of them, and what its neighbours have a share in is left out.
 */
export function leaksOf(text: string, secrets: readonly string[]): string[] {
  const leaks = new Set<string>()
  for (const spelling of secrets.flatMap((secret) => [...spellingsOf(secret).slice(0, 3), ...base64At(secret)])) {
    for (let at = 0; at + sliceLength <= spelling.length; at++) {
      const slice = spelling.slice(at, at + sliceLength)
      if (text.includes(slice)) leaks.add(slice)
    }
  }
  return [...leaks]
}

function base64At(secret: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const bytes = Buffer.from('~'.repeat(offset) + secret)
    const whole = bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6))
    return [whole, whole.replaceAll('+', '-').replaceAll('/', '_'), whole.replaceAll('+', '*').replaceAll('/', '-')]
  })
}
