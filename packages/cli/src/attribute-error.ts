import type { InputError } from '@trtc-call/node'
import type { Command } from './command.ts'
import { flagOf, type Option } from './options.ts'
import { quoteUrl, quoteValue } from './quote-in-message.ts'

/** The input of a command: its option table, the values and their sources. */
export interface CommandInput {
  readonly command: Pick<Command, 'options' | 'argument'>
  readonly values: Readonly<Record<string, unknown>>
  readonly sources: Readonly<Record<string, string>>
}

type FieldError = Pick<InputError, 'field' | 'reason' | 'detail' | 'operation' | 'message'>

/** Whether this is an InputError of the clients or an OptionError of the emulator, neither of which has to be loaded for this. */
export function isInputError(error: unknown): error is FieldError {
  return error instanceof TypeError && 'field' in error && 'code' in error && error.code === 'ERR_INPUT'
}

/**
 * Rewrites a validation error in terms of the flag, variable, profile or argument that supplied the value. Values of secrets are
 * omitted. Undefined if the field belongs to no option of the command.
 */
export function attributeError(error: FieldError, input: CommandInput): string | undefined {
  const { argument } = input.command
  const found = findField(error, input)
  if (found !== undefined) {
    const place = placeOf(found.name, found.option, input.sources[found.name])
    return `${place}${describeRest(found.rest)} ${error.detail}${givenValue(error, found, input)}`
  }
  const rest = argument === undefined ? undefined : restOf(error.field, argument.field)
  return rest === undefined ? undefined : `${argument?.name}${describeRest(rest)} ${error.detail}`
}

interface FoundField {
  readonly name: string
  readonly option: Option
  /** The part of the field below the option's: `[1]`, `.Title`. */
  readonly rest: string
}

/** Prefers options that have a value, then the longest matching field. */
function findField({ field, operation }: FieldError, { command, sources }: CommandInput): FoundField | undefined {
  const found = Object.entries(command.options).flatMap(([name, option]): FoundField[] => {
    // A whole body, for `api`.
    if (option.field === '*') return operation === undefined ? [] : [{ name, option, rest: `.${field}` }]
    const rest = restOf(field, option.field ?? [name, `call.${name}`, `cloud.${name}`])
    return rest === undefined ? [] : [{ name, option, rest }]
  })
  const isGiven = ({ name }: FoundField): number => (sources[name] === undefined ? 0 : 1)
  return found.sort((one, other) => isGiven(other) - isGiven(one) || one.rest.length - other.rest.length)[0]
}

/** The part of `field` after the longest matching prefix. Undefined if none matches. */
function restOf(field: string, fields: string | readonly string[] = []): string | undefined {
  const rests = [fields].flat().flatMap((parent) => {
    const rest = field.slice(parent.length)
    return field.startsWith(parent) && /^(?:$|[.[])/.test(rest) ? [rest] : []
  })
  return rests.sort((one, other) => one.length - other.length)[0]
}

/** Where a value comes from, or where it can be set. */
function placeOf(name: string, option: Option | undefined, source: string | undefined): string {
  const flag = flagOf(name)
  if (source === undefined) {
    const variable = option?.env?.[0]
    const hasFlag = option?.kind !== 'secret' || option.flag
    return hasFlag ? `${flag}${variable === undefined ? '' : ` (or ${variable})`}` : (variable ?? flag)
  }
  if (source.startsWith('profile ')) return `${name} of ${source}`
  return source === flag || /^[A-Z_]+$/.test(source) ? source : `${name} from the ${source}`
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'].map(
  (word) => `the ${word}`,
)

function describeRest(rest: string): string {
  const [, index, below = ''] = /^(?:\[(\d+)\])?\.?(.*)$/.exec(rest) ?? []
  const item = index === undefined ? '' : ` (${ordinals[Number(index)] ?? `number ${Number(index) + 1}`})`
  // Below an item of a list of users there is only the user.
  return index === undefined && below !== '' ? `: ${below}` : item
}

/** Quotes the wrong value, unless the detail already shows it. */
function givenValue(error: FieldError, { name, option, rest }: FoundField, { values }: CommandInput): string {
  const value = values[name]
  const { reason } = error
  if (!(Symbol.for('trtc-call.input-error') in error)) return ''
  const isShown = option.kind === 'choice' || (option.kind === 'text' && option.secretValue !== true)
  if (!isShown || rest !== '' || typeof value !== 'string' || (reason !== 'type' && reason !== 'format')) return ''
  return `; given: ${option.kind === 'text' && option.value === 'URL' ? quoteUrl(value) : quoteValue(value)}`
}
