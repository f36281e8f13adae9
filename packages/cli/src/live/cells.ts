/** Letters that take two columns of a terminal: those of East Asia, and pictures. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u
/** Those that are written onto the letter before. */
const onTop = /[\p{Mn}\p{Me}\p{Cf}]/u

/** How many columns of a terminal it takes. */
export function cellsOf(text: string): number {
  let cells = 0
  for (const letter of text) cells += cellsOfLetter(letter)
  return cells
}

/** Fills it up to so many columns. */
export function padCells(text: string, cells: number): string {
  return text + ' '.repeat(Math.max(0, cells - cellsOf(text)))
}

/** Leaves out its end, so that it takes at most so many columns. */
export function cutEnd(text: string, cells: number): string {
  return cellsOf(text) <= cells ? text : `${startOf([...text], cells - 1)}…`
}

/** Leaves out its middle: of many names alike the ends differ. */
export function cutMiddle(text: string, cells: number): string {
  if (cellsOf(text) <= cells) return text
  const letters = [...text]
  const tail = [...startOf(letters.toReversed(), Math.floor((cells - 1) / 2))].reverse().join('')
  return `${startOf(letters, cells - 1 - cellsOf(tail))}…${tail}`
}

/** As many letters as fit. */
function startOf(letters: readonly string[], cells: number): string {
  let start = ''
  let left = cells
  for (const letter of letters) {
    left -= cellsOfLetter(letter)
    if (left < 0) break
    start += letter
  }
  return start
}

function cellsOfLetter(letter: string): number {
  if (wide.test(letter)) return 2
  return onTop.test(letter) ? 0 : 1
}
