import { inflateSync } from 'node:zlib'

const sliceLength = 12

/** The secrets of which twelve characters in a row stand in the text, in any spelling. */
export function leaksIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  const present = new Set<string>()
  for (let at = 0; at + sliceLength <= text.length; at++) present.add(text.slice(at, at + sliceLength))
  const leaked = (form: string): boolean => slicesOf(form).some((slice) => present.has(slice))
  return Object.entries(secrets).flatMap(([name, secret]) => (spellings(secret).some(leaked) ? [name] : []))
}

function slicesOf(form: string): string[] {
  return Array.from({ length: Math.max(0, form.length - sliceLength + 1) }, (_, at) => form.slice(at, at + sliceLength))
}

/** As it is, as in a URL, as in JSON, and in base64 at each of the three places where it can begin. */
function spellings(secret: string): string[] {
  const base64 = ['', '1', '12'].flatMap((before) => {
    const bytes = Buffer.from(before + secret)
    const clean = (encoded: string): string => encoded.slice(before.length === 0 ? 0 : 4).replace(/=+$/, '')
    return [clean(bytes.toString('base64')), clean(bytes.toString('base64url'))]
  })
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...base64]
}

const longRun = /[A-Za-z0-9*_-]{60,}/g

/** Whole UserSigs in a text, also those that the test cannot know: whatever unpacks to a signed document. */
export function userSigsIn(text: string): string[] {
  return (text.match(longRun) ?? []).flatMap((run) => {
    const starts = [...run.matchAll(/e[A-Za-z0-9*_-]/g)].map(({ index }) => run.slice(index))
    return starts.filter((candidate) => unpacked(candidate).includes('"TLS.sig"'))
  })
}

function unpacked(value: string): string {
  const letters: Readonly<Record<string, string>> = { '*': '+', '-': '/', _: '=' }
  const base64 = value.replace(/[*_-]/g, (letter) => letters[letter] ?? '')
  try {
    return inflateSync(Buffer.from(base64, 'base64'), { maxOutputLength: 65_536 }).toString('utf8')
  } catch {
    return ''
  }
}
