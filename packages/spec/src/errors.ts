import { callHints } from './generated/call-hints.ts'
import { trtcHints } from './generated/trtc-hints.ts'
import type { Family } from './operation.ts'
import { familyOf, type VendorHint } from './vendor-error.ts'

export type { VendorHint }
export { callHints, trtcHints }

const tables = { call: callHints, trtc: trtcHints }

/**
 * Finds the hint and the page of a vendor code, or else of its family. Returns undefined if neither is listed.
 *
 * @example
 * findHint('call', 70009)?.hint
 */
export function findHint(family: Family, code: number | string): VendorHint | undefined {
  const table: Readonly<Record<string, VendorHint>> = tables[family]
  for (let name = String(code); name !== ''; name = familyOf(name)) {
    if (Object.hasOwn(table, name)) return table[name]
  }
  return undefined
}
