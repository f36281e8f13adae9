import type { Room } from '@trtc-call/node'

/** A room of a reply of the Call interface, where 1 is a number room; undefined where it tells none. */
export function roomOf(id: unknown, type: unknown): Room | undefined {
  if (id === undefined || id === '') return undefined
  return Number(type) === 1 ? { kind: 'int', id: Number(id) } : { kind: 'string', id: String(id) }
}
