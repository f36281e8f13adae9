import { InputError } from '../input-error.ts'

/** A parsed query: `URLSearchParams`, or the object that a framework such as Express makes. */
export type WebhookQuery = URLSearchParams | Readonly<Record<string, unknown>>

/**
 * Returns a reader for the parameters of the query. In a framework's object, a parameter that occurs twice or is not text
 * counts as missing.
 *
 * @throws InputError when neither `url` nor `query` is given.
 */
export function readQuery({
  url,
  query,
}: {
  readonly url?: string | URL | undefined
  readonly query?: WebhookQuery | undefined
}): (name: string) => string | undefined {
  const parameters = url === undefined ? query : queryOf(String(url))
  if (typeof parameters !== 'object' || parameters === null) {
    throw new InputError('url', 'missing', 'or query must be given: the URL of the request, or its query', {
      other: 'query',
    })
  }
  if (parameters instanceof URLSearchParams) return (name) => parameters.get(name) ?? undefined
  return (name) => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    return typeof value === 'string' ? value : undefined
  }
}

/**
 * Parses the query of a URL or a path. The vendor does not document how it adds parameters to a URL that already has a query,
 * so a second question mark counts as an ampersand.
 */
export function queryOf(url: string): URLSearchParams {
  const [, ...parts] = url.replace(/#.*/s, '').split('?')
  return new URLSearchParams(parts.join('&'))
}
