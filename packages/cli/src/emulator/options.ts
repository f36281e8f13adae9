import type { EmulatorOptions } from '@trtc-call/emulator'
import { emulatorOptionTable, type OptionRow, readEmulatorOptions, variableOf } from '@trtc-call/emulator/configuration'
import { isInputError } from '../attribute-error.ts'
import type { Context } from '../command.ts'
import { UsageError } from '../errors.ts'
import { parseJson } from '../json.ts'
import { nearest } from '../nearest.ts'
import { type Duration, flagOf, type Option, type Text } from '../options.ts'
import { quoteValue } from '../quote-in-message.ts'
import { decodeUtf8, readFileArgument } from '../read-text.ts'

type Table = typeof emulatorOptionTable
type Flag = Table[keyof Table]['flag']
type WithoutUnit<Name> = Name extends `${infer Start}Ms` ? Start : Name

const rows: readonly (readonly [field: string, row: OptionRow])[] = Object.entries(emulatorOptionTable)

/** As in the other commands that have these flags. */
const metavariables: Readonly<Record<string, string>> = {
  ...{ port: 'PORT', host: 'HOST', identifier: 'USER', sdkAppId: 'ID', secretId: 'ID', seed: 'N' },
  ...{ sdkSecretKey: 'KEY', secretKey: 'KEY', token: 'TOKEN', sessionToken: 'TOKEN', callbackToken: 'TOKEN' },
}

/** The options of the emulator, from its own table. The emulator checks their values. */
export const emulatorOptions = Object.fromEntries(
  rows.map(([field, row]) => [optionName(row), optionOf(field, row)]),
) as {
  readonly [Name in Flag as WithoutUnit<Name>]: Name extends `${string}Ms` ? Duration : Text & { readonly kind: 'text' }
}

/** `answerAfterMs` is `--answer-after 2s`. */
function optionName({ flag }: OptionRow): string {
  return flag.replace(/Ms$/, '')
}

function optionOf(field: string, row: OptionRow): Option {
  const shared = { env: [variableOf(row)], field, summary: row.summary }
  if (row.kind === 'integer' && optionName(row) !== row.flag) {
    return { ...shared, kind: 'duration', min: row.min, max: row.max }
  }
  return {
    ...shared,
    kind: 'text',
    value: metavariable(row),
    ...(row.kind === 'text' && row.isSecret ? { secretValue: true } : {}),
    ...(isJson(row) ? { source: true, untrimmed: true } : {}),
  }
}

function isJson({ kind }: OptionRow): boolean {
  return kind === 'object' || kind === 'objects'
}

function metavariable(row: OptionRow): string {
  if (row.kind === 'choice') return row.choices.join('|')
  return (
    metavariables[row.flag] ??
    { integer: 'N', boolean: 'on|off', text: 'TEXT', list: 'A,B', object: 'JSON', objects: 'JSON' }[row.kind]
  )
}

/** Names a misspelled variable, which would leave the default in place. Only a warning, because Kubernetes sets such variables. */
export function unknownVariables({ io: { env } }: Pick<Context, 'io'>): string[] {
  const known = ['TRTC_EMULATOR_CONFIG', ...rows.map(([, row]) => variableOf(row))]
  const unknown = Object.keys(env).filter((name) => name.startsWith(prefix) && !known.includes(name))
  return unknown.map((name) => {
    const names = known.map((one) => one.slice(prefix.length))
    const meant = nearest(name.slice(prefix.length), names)
    const hint =
      meant === undefined ? 'trtc-call emulator --help lists the variables' : `did you mean ${prefix}${meant}?`
    return `${name} is not a variable of the emulator, and is ignored; ${hint}`
  })
}

const prefix = 'TRTC_EMULATOR_'

export type EmulatorContext = Context<typeof emulatorOptions & { readonly config: Text }>

/** Reads flags, else variables, else the configuration file. @throws UsageError or OptionError. */
export async function readEmulatorSettings(context: EmulatorContext): Promise<EmulatorOptions> {
  const values = context.options as Readonly<Record<string, string | number | undefined>>
  const texts = Object.fromEntries(
    rows.map(([, row]) => [row.flag, values[optionName(row)] === undefined ? undefined : `${values[optionName(row)]}`]),
  )
  for (const [, row] of rows) {
    const text = texts[row.flag]
    if (isJson(row) && text !== undefined) parseJson(text, `${flagOf(row.flag)} (or ${variableOf(row)})`)
  }
  const file = await readConfig(context)
  return withConfigName(context, async () => readEmulatorOptions({ texts, file }))
}

async function readConfig({ options: { config }, io }: EmulatorContext): Promise<unknown> {
  if (config === undefined) return {}
  const shown = configName(config)
  return parseJson(decodeUtf8(await readFileArgument(config, shown, io), shown), shown)
}

/** Names the configuration file in an error about a value that no flag or variable supplied. */
export async function withConfigName<Value>(context: EmulatorContext, run: () => Promise<Value>): Promise<Value> {
  const { options, sources } = context
  try {
    return await run()
  } catch (error) {
    if (!isInputError(error) || options.config === undefined) throw error
    const row = rows.find(([field]) => field === error.field.replace(/[.[].*/s, ''))?.[1]
    if (row !== undefined && sources[optionName(row)] !== undefined) throw error
    throw new UsageError(`${configName(options.config)}: ${error.field} ${error.detail}`)
  }
}

function configName(path: string): string {
  return `--config ${quoteValue(path)}`
}
