import { fromBase64 } from './base64.ts'
import { inflateDocument } from './inflate-document.ts'
import { malformed, type ReportFault } from './user-sig-fault.ts'

/** Far above any real one. It bounds the work for hostile input. */
const maxLength = 8192

/** Decodes a UserSig to the text of its JSON document. Continues after every mistake that can be corrected, and reports it. */
export function decodeUserSig(value: string, report: ReportFault): string | undefined {
  if (value.trim() === '') return fail(report, 'empty', 'it is empty')
  if (value.length > maxLength) {
    return fail(report, 'too-long', `it has ${value.length} characters; a UserSig has a few hundred`)
  }
  const text = removeWhiteSpace(removeUrlEscapes(value, report), report)
  const foreign = text.search(/[^A-Za-z0-9*\-_+/=]/)
  if (foreign >= 0) {
    return fail(report, 'foreign-character', `character ${foreign + 1} is in no base64 alphabet`)
  }
  return readText(text, report)
}

function removeUrlEscapes(value: string, report: ReportFault): string {
  if (!value.includes('%')) return value
  const once = unescaped(value)
  const twice = once.includes('%') ? unescaped(once) : once
  const isTwice = twice !== once
  const found = isTwice ? 'URL-escaped twice (its % were escaped again)' : 'URL-escaped (it has %)'
  report('url-escaped', `it is ${found}; pass it as it was minted, a UserSig needs no escaping`, malformed)
  return twice
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function removeWhiteSpace(value: string, report: ReportFault): string {
  const text = value.trim()
  if (text !== value || /[\r\n\t]/.test(text)) {
    report(
      'white-space',
      'it contains white space or line breaks, from copying or from an encoder that wraps lines',
      malformed,
    )
  }
  // A query decodes a plus sign as a space, so a space in the middle was a plus sign of standard base64.
  return text.replace(/[\r\n\t]+ */g, '').replaceAll(' ', '+')
}

const standardBase64 = 'it is standard base64; a UserSig has * - _ instead of + / ='
const base64url = 'it is base64url; a UserSig has * for +, - for / and _ for ='

/** Base64url uses two of the vendor's characters for other digits, so both are tried. */
function readText(text: string, report: ReportFault): string | undefined {
  const isForeign = /[+/=]/.test(text)
  const first = readAs(text.replaceAll('*', '+').replaceAll('-', '/'), isForeign ? standardBase64 : undefined)
  const url = /[*+/]/.test(text) ? first : readAs(text.replaceAll('-', '+').replaceAll('_', '/'), base64url)
  // The vendor's _ is padding, so one within the text is a digit of base64url, even if the rest is damaged.
  const isUrl = first.json === undefined && (url.json !== undefined || /_[^_]/.test(text))
  const { json, faults } = isUrl ? url : first
  for (const fault of faults) report(...fault)
  return json
}

interface Decoded {
  readonly json: string | undefined
  readonly faults: readonly Parameters<ReportFault>[]
}

/** @param wrong Describes a wrong alphabet. */
function readAs(digits: string, wrong: string | undefined): Decoded {
  const faults: Parameters<ReportFault>[] = wrong === undefined ? [] : [['wrong-alphabet', wrong, malformed]]
  const json = read(digits.replace(/[=_]+$/, ''), (...fault) => faults.push(fault))
  return { json, faults }
}

function read(digits: string, report: ReportFault): string | undefined {
  const bytes = fromBase64(digits)
  if (bytes !== undefined) return inflateDocument(bytes, report)
  if (/[=_]/.test(digits)) return fail(report, 'wrong-alphabet', 'it has padding in the middle, so it is not base64')
  return fail(
    report,
    'truncated',
    `its length of ${digits.length} characters is impossible in base64: some are missing`,
  )
}

function fail(report: ReportFault, ...[code, message]: [Parameters<ReportFault>[0], string]): undefined {
  report(code, message, malformed)
  return undefined
}
