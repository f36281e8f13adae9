import { fromBase64 } from './base64.ts'
import { inflateDocument } from './inflate-document.ts'
import { malformed, type Report } from './user-sig-fault.ts'

/** Far above any real one; it bounds the work that a hostile one can cause. */
const maxLength = 8192

/** From the text of a UserSig to the text of its JSON document, reading on past every mistake that can be understood. */
export function decodeUserSig(value: string, report: Report): string | undefined {
  if (value.trim() === '') return nothing(report, 'empty', 'there is nothing to look at')
  if (value.length > maxLength) {
    return nothing(report, 'too-long', `it has ${value.length} characters; a UserSig has a few hundred`)
  }
  const text = withoutBlanks(withoutEscapes(value, report), report)
  const foreign = text.search(/[^A-Za-z0-9*\-_+/=]/)
  if (foreign >= 0) {
    return nothing(report, 'foreign-character', `character ${foreign + 1} belongs to no base64 alphabet`)
  }
  return readText(text, report)
}

function withoutEscapes(value: string, report: Report): string {
  if (!value.includes('%')) return value
  const once = unescaped(value)
  const twice = once.includes('%') ? unescaped(once) : once
  const isTwice = twice !== once
  const found = isTwice ? 'URL-escaped twice (its % were escaped again)' : 'URL-escaped (it has %)'
  report('url-escaped', `it is ${found}; a UserSig needs no escaping, pass it as it was minted`, malformed)
  return twice
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function withoutBlanks(value: string, report: Report): string {
  const text = value.trim()
  if (text !== value || /[\r\n\t]/.test(text)) {
    report(
      'white-space',
      'it has white space or line breaks around or in it, copied along or wrapped by an encoder',
      malformed,
    )
  }
  // In a query a plus sign means a blank, so a blank in the middle was a plus sign of standard base64.
  return text.replace(/[\r\n\t]+ */g, '').replaceAll(' ', '+')
}

const standardBase64 = 'it is in standard base64; a UserSig has * - _ in the places of + / ='
const base64url = 'it is in base64url; a UserSig has * for +, - for / and _ for ='

/** Base64url uses two of the vendor's characters for other digits, so it can be told only by whether it makes sense. */
function readText(text: string, report: Report): string | undefined {
  const isForeign = /[+/=]/.test(text)
  const first = readAs(text.replaceAll('*', '+').replaceAll('-', '/'), isForeign ? standardBase64 : undefined)
  const url = /[*+/]/.test(text) ? first : readAs(text.replaceAll('-', '+').replaceAll('_', '/'), base64url)
  // The vendor's _ is padding, so one within the text is a digit of base64url, also where the rest of it is damaged.
  const isUrl = first.json === undefined && (url.json !== undefined || /_[^_]/.test(text))
  const { json, faults } = isUrl ? url : first
  for (const fault of faults) report(...fault)
  return json
}

interface Reading {
  readonly json: string | undefined
  readonly faults: readonly Parameters<Report>[]
}

/** @param wrong What is wrong with its alphabet, if anything is. */
function readAs(digits: string, wrong: string | undefined): Reading {
  const faults: Parameters<Report>[] = wrong === undefined ? [] : [['wrong-alphabet', wrong, malformed]]
  const json = read(digits.replace(/[=_]+$/, ''), (...fault) => faults.push(fault))
  return { json, faults }
}

function read(digits: string, report: Report): string | undefined {
  const bytes = fromBase64(digits)
  if (bytes !== undefined) return inflateDocument(bytes, report)
  if (/[=_]/.test(digits))
    return nothing(report, 'wrong-alphabet', 'it has padding in its middle: it is no base64 of a UserSig')
  return nothing(report, 'truncated', `its length of ${digits.length} characters fits no base64: some are missing`)
}

function nothing(report: Report, ...[code, message]: [Parameters<Report>[0], string]): undefined {
  report(code, message, malformed)
  return undefined
}
