import type { Rule } from '../src/index.ts'

/** A field that a rule marks as secret, and a value that contains only this field. */
export interface SecretPlace {
  /** `SourceUrl[]`, `OfflinePushInfo.Title`. */
  readonly path: string
  readonly value: unknown
}

export function secretPlaces(rule: Rule, secret: string, path = ''): readonly SecretPlace[] {
  if (rule.type === 'string') return rule.secret ? [{ path, value: secret }] : []
  if (rule.type === 'array') {
    return secretPlaces(rule.items, secret, `${path}[]`).map((place) => ({ ...place, value: [place.value] }))
  }
  if (rule.type !== 'object') return []
  return Object.entries(rule.properties).flatMap(([name, property]) =>
    secretPlaces(property, secret, path === '' ? name : `${path}.${name}`).map((place) => ({
      ...place,
      value: { [name]: place.value },
    })),
  )
}
