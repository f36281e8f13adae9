import { type CalleeBehaviour, calleeActions } from '../options/callee-behaviour.ts'
import { type Fault, faultResponses } from './fault.ts'

const suffix = '@fault'

/**
 * Returns the behaviour that a userID names: `busy@fault`, or `jack+busy@fault` for a second such callee.
 */
export function behaviourFromUserId(userId: string): CalleeBehaviour | undefined {
  const word = wordOf(userId)
  const does = calleeActions.find((action) => action === word)
  return does && { does }
}

/**
 * Returns the fault that a userID names: a response (`drop@fault`), the same without executing the operation
 * (`before-drop@fault`), a status (`502@fault`), a delay in milliseconds (`delay-1500@fault`), or a vendor code
 * (`60008@fault`, `RequestLimitExceeded@fault`).
 */
export function faultFromUserId(userId: string): Fault | undefined {
  const word = wordOf(userId)
  if (word === undefined || behaviourFromUserId(userId)) return undefined
  const name = word.replace(/^before-/, '')
  const options = name === word ? {} : { execute: false }
  const then = faultResponses.find((response) => response === name)
  if (then !== undefined) return { ...options, then }
  if (/^[2-5]\d\d$/.test(name)) return { ...options, then: { status: Number(name) } }
  const delay = /^delay-(\d{1,6})$/.exec(name)
  if (delay) return { ...options, delayMs: Number(delay[1]) }
  if (/^-?[1-9]\d{4,5}$/.test(word)) return { code: Number(word) }
  return /^[A-Z][A-Za-z]+(\.[A-Za-z]+)*$/.test(word) ? { code: word } : undefined
}

/** The part before `@fault` and after the last plus sign. */
function wordOf(userId: string): string | undefined {
  return userId.endsWith(suffix) ? userId.slice(0, -suffix.length).split('+').at(-1) : undefined
}
