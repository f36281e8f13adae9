import { inFlagWords } from './flag-words.ts'
import { flagOf } from './options.ts'
import { quoteUrl, quoteValue } from './quote.ts'

/** What a command was given: values by the names of its options, and where each was found. */
export interface Given {
  readonly values: Readonly<Record<string, unknown>>
  readonly sources: Readonly<Record<string, string>>
}

const ofOption = /^(site|edition|region|identifier|sdkAppId|sdkSecretKey|secretId|secretKey|token|endpoint) /
const nested = /^(?:call|cloud)\.|^endpoints\.\w+(?= )/

/**
 * A client's complaint about who asks and where, told of the place where the value was found: a flag, a variable, a profile. What
 * was given is told where it is no secret. Undefined for other complaints, and for what was given nowhere.
 */
export function blamed(message: string, { values, sources }: Given): string | undefined {
  const complaint = message.replace(nested, (found) => (found.startsWith('endpoints') ? 'endpoint' : ''))
  const name = ofOption.exec(complaint)?.[1]
  const source = name === undefined ? undefined : sources[name]
  if (name === undefined || source === undefined) return undefined
  const rest = inFlagWords(complaint.replace(ofOption, ''))
  return `${placeOf(name, source)} ${rest}${shown(name, values[name])}`
}

function placeOf(name: string, source: string): string {
  if (source.startsWith('profile ')) return `${name} of ${source}`
  return source === flagOf(name) || /^[A-Z_]+$/.test(source) ? source : `${name} from the ${source}`
}

/** Secrets are functions here, or not shown for what they are. */
function shown(name: string, value: unknown): string {
  if (typeof value !== 'string' || /key|token|secret/i.test(name)) return ''
  return `; given: ${name === 'endpoint' ? quoteUrl(value) : quoteValue(value)}`
}
