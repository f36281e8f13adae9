import { wrongType } from '../check-value.ts'
import { InputError } from '../input-error.ts'

/**
 * The permissions in a room that a PrivateMapKey can grant.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/35157}
 */
export type Privilege =
  | 'create-room'
  | 'enter-room'
  | 'send-audio'
  | 'receive-audio'
  | 'send-video'
  | 'receive-video'
  | 'send-sub-stream'
  | 'receive-sub-stream'

const bits: Readonly<Record<Privilege, number>> = {
  'create-room': 1,
  'enter-room': 2,
  'send-audio': 4,
  'receive-audio': 8,
  'send-video': 16,
  'receive-video': 32,
  'send-sub-stream': 64,
  'receive-sub-stream': 128,
}

/**
 * Converts privileges to the vendor's bit map, 1…255.
 *
 * @throws InputError when there are none, or one is unknown.
 */
export function privilegeMap(privileges: 'all' | readonly Privilege[]): number {
  if (privileges === 'all') return 255
  const names = Object.keys(bits).join(', ')
  if (!Array.isArray(privileges)) throw wrongType('privileges', `"all" or an array of ${names}`, privileges)
  if (privileges.length === 0) throw new InputError('privileges', 'length', `must have at least one of ${names}`)
  let map = 0
  for (const [index, name] of (privileges as readonly Privilege[]).entries()) {
    if (!Object.hasOwn(bits, name)) throw new InputError(`privileges[${index}]`, 'type', `must be one of ${names}`)
    map |= bits[name]
  }
  return map
}

/** The privileges in a bit map. */
export function privilegesIn(map: number): readonly Privilege[] {
  return (Object.keys(bits) as Privilege[]).filter((name) => (map & bits[name]) !== 0)
}
