import { InputError } from '../input-error.ts'

/** A query taken apart: by the platform, or by a framework (Express). */
export type WebhookQuery = URLSearchParams | Readonly<Record<string, unknown>>

/**
 * How to ask for a parameter of the query. One that is there twice, or is no text, counts as missing where a framework
 * took it apart.
 *
 * @throws InputError when there is nothing to read it from.
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
 * The query of an address, or of a path. No page says how the vendor adds its parameters to an address that has a query
 * already; a second question mark is taken for an ampersand.
 */
export function queryOf(url: string): URLSearchParams {
  const [, ...parts] = url.replace(/#.*/s, '').split('?')
  return new URLSearchParams(parts.join('&'))
}
