import { banner, docComment } from './format.ts'
import type { Family, SpecOperation } from './load.ts'

const className = { call: 'CallMethods', trtc: 'TrtcMethods' } as const
const clientName = { call: 'calls', trtc: 'trtc' } as const

const retries = {
  safe: 'Only reads. Retried automatically.',
  idempotent: 'Idempotent. Retried automatically.',
  unsafe: 'Never retried if it may have been executed; the error then has `outcome: "unknown"`.',
} as Readonly<Record<string, string>>

function exampleOf(family: Family, { id, raw }: SpecOperation): string[] {
  const first = Object.values(raw.requestBody.content['application/json'].examples)[0]
  const body = { ...(first?.value as Record<string, unknown>) }
  delete body.SdkAppId
  const argument =
    Object.keys(body).length === 0
      ? ''
      : JSON.stringify(body, undefined, 2).replaceAll(/^(\s*)"([A-Za-z_]\w*)":/gm, '$1$2:')
  return ['@example', '```ts', `await ${clientName[family]}.${id}(${argument})`, '```']
}

function comment(family: Family, operation: SpecOperation): string {
  const { raw } = operation
  const { requests, perMs } = raw['x-rate-limit']
  const limit = `At most ${requests} requests per ${perMs === 1000 ? 'second' : `${perMs} ms`}.`
  return docComment(
    [
      raw.summary,
      '',
      raw.description.trim(),
      '',
      `${retries[raw['x-effect']]} ${limit}`,
      '',
      '@throws InputError if the body is invalid; nothing was sent.',
      `@throws ApiError if the vendor returns an error${raw['x-errors'].length === 0 ? '' : `; specific codes: ${raw['x-errors'].join(', ')}`}.`,
      '@throws ConnectionError, TimeoutError, ProtocolError, SigningError if there is no valid response.',
      ...exampleOf(family, operation),
      `@see {@link ${raw.externalDocs.url}}`,
    ],
    '  ',
  )
}

function method(family: Family, operation: SpecOperation): string {
  const { id, typeName, raw } = operation
  const examples = Object.values(raw.requestBody.content['application/json'].examples)
  const empty = examples.every(({ value }) => Object.keys(value as object).length === 0)
  return `${comment(family, operation)}  ${id}(body: ${typeName}Request${empty ? ' = {}' : ''}, options?: Options): Promise<${typeName}Result> {
    return this.send(${family}Operations.${id}, body, options)
  }
`
}

/** Emits a base class with one method per operation; a client only implements `send`. */
export function emitMethods(family: Family, operations: readonly SpecOperation[]): string {
  const types = operations.flatMap(({ typeName }) => [`${typeName}Request`, `${typeName}Result`]).sort()
  return `${banner}
import type { Operation } from '../operation.ts'
import { ${family}Operations } from './${family}-operations.ts'
import type {
${types.map((name) => `  ${name},`).join('\n')}
} from './${family}-requests.ts'

/** Every operation of the ${family} document as a method. */
export abstract class ${className[family]}<Options> {
  protected abstract send<Result>(operation: Operation, body: object, options: Options | undefined): Promise<Result>

${operations.map((operation) => method(family, operation)).join('\n')}}
`
}
