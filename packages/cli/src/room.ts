import type { Room } from '@trtc-call/node'

/** The room in a response of the Call interface, where type 1 is a number. Undefined if there is none. */
export function roomOf(id: unknown, type: unknown): Room | undefined {
  if (id === undefined || id === '') return undefined
  return Number(type) === 1 ? { kind: 'int', id: Number(id) } : { kind: 'string', id: String(id) }
}

export function roomName({ kind, id }: Room): string {
  return kind === 'int' ? `${id}, a number room` : id
}
