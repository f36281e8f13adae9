/** What a terminal obeys, and what turns the order of letters around. */
const commanding = /[\p{Control}\p{Bidi_Control}\u2028\u2029]/gu

/**
 * A line of words that strangers wrote, for a terminal: what would command it is written out, as JSON writes it: `\u001b`.
 * Line breaks too, because a second line would look like ours.
 */
export function harmless(line: string): string {
  return line.replace(commanding, written)
}

/** The same of a whole text, whose lines and tabs stay. A JSON document stays the same document. */
export function harmlessText(text: string): string {
  return text.replace(commanding, (letter, at: number) => {
    const isLayout = letter === '\n' || letter === '\t' || (letter === '\r' && text[at + 1] === '\n')
    return isLayout ? letter : written(letter)
  })
}

function written(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
}
