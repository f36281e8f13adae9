import type { SchemaValidateFunction } from 'ajv'
import { complain } from './keyword-error.ts'

/** `x-max-bytes`: the vendor counts UTF-8 bytes where JSON Schema counts characters. */
export const maxBytes: SchemaValidateFunction = (limit: number, text: string) =>
  Buffer.byteLength(text) <= limit || complain(maxBytes, 'x-max-bytes', `must have at most ${limit} bytes`)
