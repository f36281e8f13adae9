import { UsageError } from '../usage-error.ts'
import { given } from './given.ts'

/** Words of a repeatable flag, each one of those that are allowed. @throws UsageError naming the flag. */
export function readWords<const W extends string>(
  flag: string,
  words: readonly string[],
  allowed: readonly W[],
): readonly W[] {
  return words.map((word) => {
    const known = allowed.find((candidate) => candidate === word)
    if (known !== undefined) return known
    throw new UsageError(`${flag} must be ${allowed.join(' or ')}; given: ${given(word)}`)
  })
}

/** One user to a line, or to a flag. @throws UsageError where a name is there twice. */
export function readUsers(flag: string, texts: readonly string[]): readonly string[] {
  const users = texts.flatMap((text) => text.split(/\r?\n/)).filter((line) => line !== '')
  const twice = users.find((user, index) => users.indexOf(user) < index)
  if (twice !== undefined) throw new UsageError(`${flag} names ${given(twice)} twice`)
  return users
}
