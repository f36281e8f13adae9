import type { Family, VendorErrorEntry } from './load.ts'
import { banner, interfaces, literal } from './text.ts'

type Errors = Readonly<Record<string, VendorErrorEntry>>

/**
 * What the runtime needs of `errors/*.yaml`: codes grouped by what they mean, without those that say
 * what their family says (`InternalError.DBError`, `InternalError`). It ships to edge runtimes.
 */
export function emitErrorTable(family: Family, errors: Errors): string {
  const groups = new Map<string, string[]>()
  for (const code of Object.keys(errors)) {
    if (/\s/.test(code)) throw new Error(`the code "${code}" has white space, which separates codes`)
    const words = wordsOf(errors, code)
    // It is looked up under its family all the same.
    if (words === undefined || words === wordsOf(errors, code.slice(0, Math.max(0, code.lastIndexOf('.'))))) continue
    groups.set(words, [...(groups.get(words) ?? []), code])
  }
  const rows = [...groups].sort().map(([words, codes]) => `  '${words}':\n    '${codes.join(' ')}',`)
  return `${banner}
import type { VendorErrorGroups } from '../vendor-error.ts'

/** What the vendor's codes mean for a program, for ${interfaces[family]}: kind, whether it was executed, when to repeat it. */
export const ${family}Errors: VendorErrorGroups = {
${rows.join('\n')}
}
`
}

function wordsOf(errors: Errors, code: string): string | undefined {
  const entry = errors[code]
  return entry && `${entry.kind} ${entry.executed} ${entry.retry}`
}

/** What a person needs of `errors/*.yaml`, keyed by the vendor's code. */
export function emitHintTable(family: Family, errors: Errors): string {
  const rows = Object.entries(errors).map(
    ([code, { hint, link }]) => `  ${JSON.stringify(code)}: ${literal({ hint, link })},`,
  )
  return `${banner}
import type { VendorHint } from '../vendor-error.ts'

/** What a person can do about each code of ${interfaces[family]}, and the vendor's page that lists it. */
export const ${family}Hints: Readonly<Record<string, VendorHint>> = {
${rows.join('\n')}
}
`
}
