import { banner, interfaces, literal } from './format.ts'
import type { Family, VendorErrorEntry } from './load.ts'

type Errors = Readonly<Record<string, VendorErrorEntry>>

/**
 * Emits the codes of `errors/*.yaml`, grouped by kind, execution and retry. Omits a code that equals its family
 * (`InternalError.DBError`, `InternalError`), because the table ships to edge runtimes.
 */
export function emitErrorTable(family: Family, errors: Errors): string {
  const groups = new Map<string, string[]>()
  for (const code of Object.keys(errors)) {
    if (/\s/.test(code)) throw new Error(`the code "${code}" contains white space, which separates codes`)
    const words = wordsOf(errors, code)
    if (words === undefined || words === wordsOf(errors, code.slice(0, Math.max(0, code.lastIndexOf('.'))))) continue
    groups.set(words, [...(groups.get(words) ?? []), code])
  }
  const rows = [...groups].sort().map(([words, codes]) => `  '${words}':\n    '${codes.join(' ')}',`)
  return `${banner}
import type { VendorErrorGroups } from '../vendor-error.ts'

/** The vendor's codes of ${interfaces[family]}: kind, whether the command was executed, when to retry. */
export const ${family}Errors: VendorErrorGroups = {
${rows.join('\n')}
}
`
}

function wordsOf(errors: Errors, code: string): string | undefined {
  const entry = errors[code]
  return entry && `${entry.kind} ${entry.executed} ${entry.retry}`
}

/** Emits the hint and the link of each code of `errors/*.yaml`. */
export function emitHintTable(family: Family, errors: Errors): string {
  const rows = Object.entries(errors).map(
    ([code, { hint, link }]) => `  ${JSON.stringify(code)}: ${literal({ hint, link })},`,
  )
  return `${banner}
import type { VendorHint } from '../vendor-error.ts'

/** What to do about each code of ${interfaces[family]}, and the vendor's page that lists it. */
export const ${family}Hints: Readonly<Record<string, VendorHint>> = {
${rows.join('\n')}
}
`
}
