/** Gives a text for all that a request asks for: everything in it but `now` and `reload`. */
export type IdentityOf = (request: object) => string

/**
 * The text is unambiguous whatever the values are, and the same in whatever order they come. Mostly the same thing is asked for as
 * the last time, and to see that takes a tenth of the time of making the text.
 */
export function createIdentity(): IdentityOf {
  let names: readonly string[] = []
  let values: readonly unknown[] = []
  let identity = ''
  return (request) => {
    if (isSame(request as Fields, names, values)) return identity
    const fields = request as Fields
    const asked = Object.keys(request).filter((name) => name !== 'now' && name !== 'reload')
    identity = spell(fields, asked)
    // What can change behind its reference is compared by its text alone.
    const fixed = asked.every((name) => typeof fields[name] !== 'object' || fields[name] === null)
    names = fixed ? asked : ['\n']
    values = fixed ? asked.map((name) => fields[name]) : []
    return identity
  }
}

type Fields = Readonly<Record<string, unknown>>

function isSame(fields: Fields, names: readonly string[], values: readonly unknown[]): boolean {
  let at = 0
  for (const name in fields) {
    if (name === 'now' || name === 'reload') continue
    if (name !== names[at] || fields[name] !== values[at]) return false
    at++
  }
  return at === names.length
}

function spell(fields: Fields, asked: readonly string[]): string {
  let text = ''
  for (const name of [...asked].sort()) {
    const value = fields[name]
    if (value !== undefined) text += `${name}=${typeof value === 'number' ? value : JSON.stringify(value)}\n`
  }
  return text
}
