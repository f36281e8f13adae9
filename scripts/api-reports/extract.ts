import { mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  CompilerState,
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type ExtractorMessage,
  type IConfigFile,
} from '@microsoft/api-extractor'
import type { PublicEntry } from './public-entries.ts'

/** The API report of one entry, and the problems in its documentation. */
export interface Extracted {
  readonly report: string
  readonly problems: readonly string[]
}

const undocumented = '(undocumented)'

/** Analyzes the built declarations of all entries. API Extractor writes to the folder `scratch`. */
export function extractAll(entries: readonly PublicEntry[], scratch: string): ReadonlyMap<PublicEntry, Extracted> {
  const configs = entries.map((entry) => prepare(entry, scratch))
  const [first] = configs
  if (first === undefined) return new Map()
  // One compiler program for all, because most of the time is spent on the types of Node and the DOM.
  const additionalEntryPoints = entries.map(({ declarations }) => declarations)
  const compilerState = CompilerState.create(first, { additionalEntryPoints })
  const extracted = entries.map((entry, at) => extract(entry, configs[at] ?? first, compilerState))
  return new Map(entries.map((entry, at) => [entry, withoutNeighbours(entry, at, entries, extracted)]))
}

/** The exports of all entries of the package. API Extractor analyzes one entry at a time. */
function withoutNeighbours(
  { packageFolder }: PublicEntry,
  at: number,
  entries: readonly PublicEntry[],
  extracted: readonly Extracted[],
): Extracted {
  const near = extracted.filter((_, other) => entries[other]?.packageFolder === packageFolder)
  const names = new Set(near.flatMap(({ report }) => listExported(report)))
  const { report = '', problems = [] } = extracted[at] ?? {}
  const warning = /^ *\/\/ (?:Warning: )?\(ae-forgotten-export\) The symbol "([\w$]+)".*\n/gm
  return { report: report.replace(warning, (line, name) => (names.has(name) ? '' : line)), problems }
}

function listExported(report: string): string[] {
  return [...report.matchAll(/^export (?:abstract )?\w+ (\w+)/gm)].flatMap(([, name]) => name ?? [])
}

function extract(entry: PublicEntry, config: ExtractorConfig, compilerState: CompilerState): Extracted {
  const problems: string[] = []
  Extractor.invoke(config, {
    compilerState,
    localBuild: true,
    messageCallback(message) {
      message.handled = true
      if (isDeadLink(message, entry)) problems.push(message.text)
    },
  })
  const raw = readFileSync(join(config.reportFolder, entry.reportName), 'utf8')
  problems.push(...listUndocumented(raw).map((name) => `"${name}" has no documentation.`))
  return { report: tidy(raw, entry), problems: problems.map((text) => `${entry.importName}: ${text}`) }
}

function prepare(entry: PublicEntry, scratch: string): ExtractorConfig {
  const folder = join(scratch, basename(entry.packageFolder))
  mkdirSync(folder, { recursive: true })
  return ExtractorConfig.prepare({
    configObject: configure(entry, folder),
    configObjectFullPath: undefined,
    packageJsonFullPath: join(entry.packageFolder, 'package.json'),
  })
}

function configure(entry: PublicEntry, scratch: string): IConfigFile {
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2023', 'dom'],
    types: ['node'],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
  }
  return {
    projectFolder: entry.packageFolder,
    mainEntryPointFilePath: entry.declarations,
    compiler: { overrideTsconfig: { compilerOptions, files: [entry.declarations] } },
    apiReport: { enabled: true, reportFolder: scratch, reportTempFolder: join(scratch, 'temp'), ...names(entry) },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    newlineKind: 'lf',
    messages: {
      extractorMessageReporting: {
        default: { logLevel: ExtractorLogLevel.Warning },
        // No export is tagged @public or @beta: all exports are public.
        'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
        'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
      },
      // Examples have no fence, so API Extractor reads braces in them as tags.
      tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
    },
  }
}

function names(entry: PublicEntry): { readonly reportFileName: string } {
  return { reportFileName: entry.reportName.replace(/\.api\.md$/, '') }
}

/** Lists links to names that are neither exported nor imported, which are dead in the documentation. */
function isDeadLink({ messageId, text }: ExtractorMessage, { declarations }: PublicEntry): boolean {
  const name = /does not have an export "(\w+)"/.exec(text)?.[1]
  if (messageId !== 'ae-unresolved-link' || name === undefined) return false
  const code = readFileSync(declarations, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  return !new RegExp(`\\b${name}\\b`).test(code)
}

/** Lists exports without a comment. Only one signature of an overload needs one, and members need none. */
function listUndocumented(raw: string): string[] {
  const blocks = raw.split(/\n(?=\/\/ @public)/).flatMap((block) => {
    const name = /^export (?:declare )?(?:abstract )?\w+ (\w+)/m.exec(block)?.[1]
    return name === undefined ? [] : { name, bare: block.split('\n', 1)[0]?.includes(undocumented) === true }
  })
  const documented = new Set(blocks.filter(({ bare }) => !bare).map(({ name }) => name))
  return [...new Set(blocks.filter(({ name }) => !documented.has(name)).map(({ name }) => name))]
}

/** Removes boilerplate, so that a diff shows only changes for users. */
function tidy(raw: string, entry: PublicEntry): string {
  const code = raw.slice(raw.indexOf('```ts'), raw.lastIndexOf('```') + 3)
  const kept = code
    .split('\n')
    .filter((line) => !/^\s*\/\/ (@public.*|\(undocumented\)|\(No @packageDocumentation .*)$|^\s*\/\/$/.test(line))
    .join('\n')
    .replace(/^\/\/ dist\/\S+ - /gm, '// ')
    .replace(/\n{3,}/g, '\n\n')
    .replace('```ts\n\n', '```ts\n')
    .replace(/\n\n```$/, '\n```')
  return `# What \`${entry.importName}\` exports\n\nMade by \`pnpm api\`; do not edit.\n\n${kept}\n`
}
