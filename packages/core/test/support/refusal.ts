import { expect } from 'vitest'
import { rejectionOf } from './clients.ts'

/** Expects a TypeError that names the operation and then says `message`: the whole text, or a pattern for it. */
export async function expectRefusal(
  promise: Promise<unknown>,
  operation: string,
  message: string | RegExp,
): Promise<TypeError> {
  const error = (await rejectionOf(promise)) as TypeError
  expect(error).toBeInstanceOf(TypeError)
  expect(error.message.slice(0, operation.length + 2)).toBe(`${operation}: `)
  const said = error.message.slice(operation.length + 2)
  if (typeof message === 'string') expect(said).toBe(message)
  else expect(said).toMatch(message)
  return error
}
