import { expect } from 'vitest'
import { InputError } from '../../src/index.ts'
import { rejectionOf } from './clients.ts'

/** Expects an InputError of the operation whose field and detail are `message`: the whole text, or a pattern for it. */
export async function expectInputError(
  promise: Promise<unknown>,
  operation: string | undefined,
  message: string | RegExp,
): Promise<InputError> {
  const error = (await rejectionOf(promise)) as InputError
  expect(error).toBeInstanceOf(InputError)
  const { field, detail } = error
  expect(error.operation).toBe(operation)
  expect(error.message).toBe(operation === undefined ? `${field} ${detail}` : `${operation}: ${field} ${detail}`)
  if (typeof message === 'string') expect(`${field} ${detail}`).toBe(message)
  else expect(`${field} ${detail}`).toMatch(message)
  return error
}
