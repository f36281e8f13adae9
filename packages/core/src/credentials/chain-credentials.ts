import { InputError } from '../input-error.ts'
import { CredentialsNotFoundError, isNotFound } from './credentials-not-found.ts'
import type { CredentialsProvider, CredentialsRequest } from './credentials-provider.ts'

/** A provider with a name for messages. */
export interface NamedCredentials {
  /** `environment`. */
  readonly name: string
  readonly provider: CredentialsProvider
}

/**
 * Asks one provider after the other and gives what the first one has. Only where there is nothing ({@link
 * CredentialsNotFoundError}) does the next one get its turn: a file that is there and broken ends it with its error,
 * rather than another account being used. Put it into `cached`.
 *
 * @throws InputError without providers. CredentialsNotFoundError that lists every place that was looked at.
 * @example
 * const credentials = cached(chainCredentials(
 *   { name: 'vault', provider: fromVault },
 *   { name: 'role', provider: credentialsFromRole(role) },
 * ))
 */
export function chainCredentials(...links: readonly NamedCredentials[]): CredentialsProvider {
  if (links.length === 0) throw new InputError('links', 'length', 'must have at least one { name, provider }')
  for (const [index, { name, provider }] of links.entries()) {
    if (typeof name === 'string' && typeof provider === 'function') continue
    throw new InputError(`links[${index}]`, 'type', 'must be { name: string, provider: function }')
  }
  return (request) => firstOf(links, request)
}

async function firstOf(links: readonly NamedCredentials[], request: CredentialsRequest) {
  const lookedAt: string[] = []
  for (const { name, provider } of links) {
    try {
      return await provider(request)
    } catch (error) {
      if (!isNotFound(error)) throw named(name, error)
      lookedAt.push(...error.lookedAt.map((place) => `${name}: ${place}`))
    }
  }
  throw new CredentialsNotFoundError(lookedAt)
}

function named(name: string, error: unknown): Error {
  const message = error instanceof Error ? error.message : 'the provider failed'
  return new Error(`credentials from the ${name}: ${message}`, { cause: error })
}
