import type { Family, VendorErrorEntry } from './load.ts'
import { banner, literal } from './text.ts'

/** `errors/*.yaml` as a table keyed by the vendor's code. */
export function emitErrorTable(family: Family, errors: Readonly<Record<string, VendorErrorEntry>>): string {
  const rows = Object.entries(errors).map(([code, { kind, executed, retry, hint, link }]) => {
    return `  ${JSON.stringify(code)}: ${literal({ kind, executed, retry, hint, link })},`
  })
  return `${banner}
import type { VendorError } from '../vendor-error.ts'

export const ${family}Errors: Readonly<Record<string, VendorError>> = {
${rows.join('\n')}
}
`
}
