import { dirname, join } from 'node:path/posix'
import ts from 'typescript'

/** An import of a file. */
export interface Import {
  /** Relative to the package. */
  readonly file: string
  /** The specifier as written. */
  readonly from: string
}

/** Lists every import, require, import type and type reference in code and declarations, but not in comments. */
export function listImports(files: ReadonlyMap<string, string>): Import[] {
  return [...files].flatMap(([file, text]) => {
    if (!/\.(js|cjs|mjs|ts|cts|mts)$/.test(file)) return []
    const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true, true)
    return [...importedFiles, ...typeReferenceDirectives].map(({ fileName }) => ({ file, from: fileName }))
  })
}

export function isDeclaration({ file }: Import): boolean {
  return /\.d\.[cm]?ts$/.test(file)
}

export function isPath({ from }: Import): boolean {
  return from.startsWith('.')
}

/** The package of a specifier: `@noble/hashes` for `@noble/hashes/sha2.js`. */
export function packageOf({ from }: Import): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
}

/** The target of a path. Declarations refer to the code that they describe. */
export function targetOf(imported: Import): string {
  const path = join(dirname(imported.file), imported.from)
  return isDeclaration(imported) ? path.replace(/\.([cm]?)js$/, '.d.$1ts') : path
}
