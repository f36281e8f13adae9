import { withoutSecrets } from '../stream/loopback.ts'

const mask = '***'
const secretFields: readonly string[] = ['UserSig', 'PrivateMapKey']
const urlFields: readonly string[] = ['StreamUrl', 'Url', 'FaceUrl', 'Tag_Profile_IM_Image']

/** A body fit to be shown: signatures masked, addresses without their query. */
export function maskSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskField(name, inner)]))
}

function maskField(name: string, value: unknown): unknown {
  if (secretFields.includes(name)) return mask
  if (urlFields.includes(name) && typeof value === 'string') return withoutSecrets(value)
  return maskSecrets(value)
}
