import { fromBase64 } from './base64.ts'
import { inflateDocument } from './inflate-document.ts'
import { malformed, type Report } from './user-sig-fault.ts'

/** Far above any real one; it bounds the work that a hostile one can cause. */
const maxLength = 8192

/** From the text of a UserSig to the text of its JSON document, reading on past every mistake that can be understood. */
export function unpackUserSig(value: string, report: Report): string | undefined {
  if (value.trim() === '') return nothing(report, 'empty', 'there is nothing to look at')
  if (value.length > maxLength) {
    return nothing(report, 'too-long', `it has ${value.length} characters; a UserSig has a few hundred`)
  }
  const text = withoutBlanks(withoutEscapes(value, report), report)
  const foreign = text.search(/[^A-Za-z0-9*\-_+/=]/)
  if (foreign >= 0) {
    return nothing(report, 'foreign-character', `character ${foreign + 1} belongs to no base64 alphabet`)
  }
  return /[+/=]/.test(text) ? readStandard(text, report) : readVendor(text, report)
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

function readStandard(text: string, report: Report): string | undefined {
  const message = 'it is in standard base64; a UserSig has * - _ in the places of + / ='
  report('wrong-alphabet', message, malformed)
  return read(text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '='), report)
}

function readVendor(text: string, report: Report): string | undefined {
  const asVendor = text.replaceAll('*', '+').replaceAll('-', '/').replace(/_+$/, '')
  const faults: Parameters<Report>[] = []
  const document = read(asVendor, (...fault) => faults.push(fault))
  if (document === undefined && !text.includes('*')) {
    // base64url uses two of the same characters for other digits, so it can be told only by whether it makes sense.
    const other = read(text.replaceAll('-', '+').replaceAll('_', '/'), () => undefined)
    if (other !== undefined) {
      report('wrong-alphabet', 'it is in base64url; a UserSig has * for +, - for / and _ for =', malformed)
      return other
    }
  }
  for (const fault of faults) report(...fault)
  return document
}

function read(standard: string, report: Report): string | undefined {
  const bytes = fromBase64(standard)
  if (bytes !== undefined) return inflateDocument(bytes, report)
  const inside = standard.replace(/=+$/, '')
  if (/[=_]/.test(inside))
    return nothing(report, 'wrong-alphabet', 'it has padding in its middle: it is no base64 of a UserSig')
  return nothing(report, 'truncated', `its length of ${inside.length} characters fits no base64: some are missing`)
}

function nothing(report: Report, ...[code, message]: [Parameters<Report>[0], string]): undefined {
  report(code, message, malformed)
  return undefined
}
