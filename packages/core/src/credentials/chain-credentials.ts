import { InputError } from '../input-error.ts'
import { CredentialsNotFoundError, isCredentialsNotFound } from './credentials-not-found.ts'
import type { CredentialsProvider, CredentialsRequest } from './credentials-provider.ts'

/** A provider and its name in messages. */
export interface NamedCredentials {
  /** `environment`. */
  readonly name: string
  readonly provider: CredentialsProvider
}

/**
 * Calls the providers in order and returns the first credentials. Only a {@link CredentialsNotFoundError} leads to the next
 * provider. Any other error, such as that of a broken file, is thrown, because the next provider may have another account.
 * Wrap it in `cached`.
 *
 * @throws InputError without providers. CredentialsNotFoundError that lists all sources when no provider has credentials.
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
  return (request) => firstCredentials(links, request)
}

async function firstCredentials(links: readonly NamedCredentials[], request: CredentialsRequest) {
  const sources: string[] = []
  for (const { name, provider } of links) {
    try {
      return await provider(request)
    } catch (error) {
      if (!isCredentialsNotFound(error)) throw withName(name, error)
      sources.push(...error.sources.map((source) => `${name}: ${source}`))
    }
  }
  throw new CredentialsNotFoundError(sources)
}

function withName(name: string, error: unknown): Error {
  const message = error instanceof Error ? error.message : 'the provider failed'
  return new Error(`credentials from the ${name}: ${message}`, { cause: error })
}
