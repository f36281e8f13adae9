import type { CalleeBehaviour } from './callee-behaviour.ts'
import type { Fault, FaultResponse } from './fault.ts'

const mark = '@fault'

const behaviours: Readonly<Record<string, CalleeBehaviour['does']>> = {
  answer: 'answer',
  reject: 'reject',
  ignore: 'ignore',
  busy: 'busy',
  offline: 'offline',
}

const shapes: Readonly<Record<string, FaultResponse>> = {
  drop: 'drop',
  reset: 'reset',
  'reset-mid-body': 'reset-mid-body',
  'half-json': 'half-json',
  html: 'html',
  redirect: 'redirect',
  hang: 'hang',
  slow: 'slow',
}

/**
 * What a phone does whose userID says so: `busy@fault`, or with something before it, `jack+busy@fault`. Undefined for all
 * others.
 */
export function behaviourByValue(userId: string): CalleeBehaviour | undefined {
  const word = wordOf(userId)
  const does = word !== undefined && Object.hasOwn(behaviours, word) ? behaviours[word] : undefined
  return does && { does }
}

/**
 * The fault that a userID stands for, in the same spelling: a shape (`drop@fault`), the same before anything is done
 * (`before-drop@fault`), a status (`502@fault`), a wait in milliseconds (`delay-1500@fault`), or any vendor code
 * (`60008@fault`, `RequestLimitExceeded@fault`).
 */
export function faultByValue(userId: string): Fault | undefined {
  const word = wordOf(userId)
  if (word === undefined || Object.hasOwn(behaviours, word)) return undefined
  const late = word.startsWith('before-') ? word.slice('before-'.length) : word
  const before = late === word ? {} : { execute: false }
  if (Object.hasOwn(shapes, late)) return { ...before, then: shapes[late] as FaultResponse }
  if (/^[2-5]\d\d$/.test(late)) return { ...before, then: { status: Number(late) } }
  const delay = /^delay-(\d{1,6})$/.exec(late)
  if (delay) return { ...before, delayMs: Number(delay[1]) }
  if (/^-?[1-9]\d{4,5}$/.test(word)) return { code: Number(word) }
  return /^[A-Z][A-Za-z]+(\.[A-Za-z]+)*$/.test(word) ? { code: word } : undefined
}

/** What stands before the mark, and after the last plus sign. */
function wordOf(userId: string): string | undefined {
  return userId.endsWith(mark) ? userId.slice(0, -mark.length).split('+').at(-1) : undefined
}
