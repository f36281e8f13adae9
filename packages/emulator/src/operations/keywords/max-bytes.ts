import type { SchemaValidateFunction } from 'ajv'
import { reportError } from './keyword-error.ts'

/** `x-max-bytes` limits the UTF-8 bytes of a text; JSON Schema counts characters. */
export const maxBytes: SchemaValidateFunction = (limit: number, text: string) =>
  Buffer.byteLength(text) <= limit || reportError(maxBytes, 'x-max-bytes', `must have at most ${limit} bytes`)
