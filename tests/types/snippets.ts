import { prelude } from './case.ts'
import { accepted } from './cases/accepted.ts'
import { dialAndErrorCases } from './cases/dial-and-errors.ts'
import { optionCases } from './cases/options.ts'
import { requestCases } from './cases/requests.ts'
import { roomAndKeyCases } from './cases/rooms-and-keys.ts'
import { subpathCases } from './cases/subpaths.ts'
import type { Entry } from './entries.ts'
import type { Environment } from './environments.ts'

const cases = [...optionCases, ...requestCases, ...roomAndKeyCases, ...dialAndErrorCases]

/** One file for the compiler, with the expected message. */
export interface Snippet {
  readonly file: string
  readonly name: string
  readonly text: string
  /** The line of the mistake, from 1; undefined if there is none. */
  readonly mistake?: { readonly line: number; readonly says: string; readonly codes: readonly number[] }
}

/** Imports one entry, so that all its declarations are checked. */
export function importSnippets(entry: Entry): Snippet[] {
  return kinds(entry).map((kind) => ({
    file: `${fileName(`import ${entry.importName}`)}.${kind}`,
    name: `${entry.importName} is imported from .${kind}`,
    text: `${header(kind, entry.importName)}\nexport type All = typeof rtc\n`,
  }))
}

/** The code that must compile with this entry. */
export function subpathSnippets(entry: Entry, environment: Environment): Snippet[] {
  const fitting = subpathCases.filter(
    (one) => one.entries.test(entry.importName) && (one.environment ?? environment) === environment,
  )
  return kinds(entry).flatMap((kind) =>
    fitting.map(({ name, main, code }) => ({
      file: `${fileName(`${entry.importName} ${name}`)}.${kind}`,
      name: `${entry.importName} .${kind}: ${name}`,
      text: [header(kind, entry.importName), ...(main === undefined ? [] : [header(kind, main, 'main')]), code].join(
        '\n',
      ),
    })),
  )
}

/** Every case with both import syntaxes. The entry must be the main entry of a client. */
export function caseSnippets(entry: Entry): Snippet[] {
  return kinds(entry).flatMap((kind) => {
    const start = `${header(kind, entry.importName)}\n${prelude}\n`
    const line = start.split('\n').length
    const write = (name: string, code: string, mistake?: Snippet['mistake']): Snippet => ({
      file: `${fileName(`${entry.importName} ${name}`)}.${kind}`,
      name: `${entry.importName} .${kind}: ${name}`,
      text: `${start}${code}\n`,
      ...(mistake && { mistake }),
    })
    return [
      ...Object.entries(accepted).map(([name, code]) => write(name, code)),
      ...cases.map(({ name, right }) => write(`not ${name}`, right)),
      ...cases.map(({ name, wrong, says, code }) => write(name, wrong, { line, says, codes: [code].flat() })),
    ]
  })
}

type Kind = 'mts' | 'cts'

function kinds(entry: Entry): readonly Kind[] {
  return entry.isRequirable ? ['mts', 'cts'] : ['mts']
}

function header(kind: Kind, importName: string, name = 'rtc'): string {
  return kind === 'mts' ? `import * as ${name} from '${importName}'` : `import ${name} = require('${importName}')`
}

function fileName(name: string): string {
  return name.replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-/, '')
}
