import { base64 } from './base64.ts'
import { webHashing } from './hashing.ts'
import { toHex } from './hex.ts'
import type { SignedClaims } from './parse-document.ts'
import { textToSign } from './user-sig.ts'
import { utf8 } from './utf8.ts'

/** A wrong way to sign, and its description. */
interface Mistake {
  readonly what: string
  readonly text?: (text: string, claims: SignedClaims) => string
  readonly key?: (key: string) => string | undefined
  readonly encode?: (mac: Uint8Array) => string
}

const swapLines = (text: string, order: readonly number[]): string => {
  const lines = text.split('\n')
  return [...order.map((index) => lines[index]), ...lines.slice(order.length)].join('\n')
}

/** Common mistakes of hand-written code, the most likely first. */
const mistakes: readonly Mistake[] = [
  {
    what: 'each line break was signed as the two characters \\ and n',
    text: (text) => text.replaceAll('\n', '\\n'),
  },
  { what: 'the last line break was not signed', text: (text) => text.slice(0, -1) },
  { what: 'the lines were signed without their line breaks', text: (text) => text.replaceAll('\n', '') },
  { what: 'the lines were signed with Windows line breaks', text: (text) => text.replaceAll('\n', '\r\n') },
  { what: 'TLS.expire was signed before TLS.time', text: (text) => swapLines(text, [0, 1, 3, 2]) },
  { what: 'TLS.sdkappid was signed before TLS.identifier', text: (text) => swapLines(text, [1, 0, 2, 3]) },
  {
    what: 'TLS.time was signed in milliseconds',
    text: (text, { time }) => text.replace(`TLS.time:${time}`, `TLS.time:${time * 1000}`),
  },
  { what: 'TLS.userbuf was not signed', text: (_, claims) => textToSign({ ...claims, userbuf: undefined }) },
  { what: 'the MAC is in hexadecimal, not in base64', encode: toHex },
  { what: 'the MAC was put into hexadecimal before base64', encode: (mac) => base64(utf8(toHex(mac))) },
  {
    what: 'the MAC is in base64url, not in base64',
    encode: (mac) => base64(mac).replaceAll('+', '-').replaceAll('/', '_'),
  },
  { what: 'the key was signed with a line break at its end', key: (key) => `${key}\n` },
  { what: 'the key was signed with a space at its end', key: (key) => `${key} ` },
  { what: 'the key was signed with double quotes around it', key: (key) => `"${key}"` },
  { what: 'the key was signed with single quotes around it', key: (key) => `'${key}'` },
  { what: 'the key was signed in capital letters', key: (key) => key.toUpperCase() },
]

/** Finds the mistake that explains a wrong TLS.sig; undefined if none does. If one does, the key is right. */
export function findSigningMistake(sdkSecretKey: string, claims: SignedClaims): string | undefined {
  return mistakes.find(({ text, key, encode = base64 }) => {
    const signed = textToSign(claims)
    const usedKey = key === undefined ? sdkSecretKey : key(sdkSecretKey)
    const usedText = text === undefined ? signed : text(signed, claims)
    if (usedKey === undefined || (usedKey === sdkSecretKey && usedText === signed && encode === base64)) return false
    return unpadded(encode(webHashing.mac(usedKey)(usedText))) === unpadded(claims.sig)
  })?.what
}

function unpadded(text: string): string {
  return text.replace(/=+$/, '')
}
