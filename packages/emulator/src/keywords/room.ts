import type { SchemaValidateFunction } from 'ajv'
import type { IngestRoomIdType } from '../options.ts'
import { roomFault, roomKind } from '../room.ts'
import { complain } from './keyword-error.ts'

/** What Ajv hands to a keyword as `this`. */
export interface RoomContext {
  readonly ingestRoomIdType: IngestRoomIdType
}

/** `x-room`: RoomId and RoomIdType come together, and the one must be what the other says. */
export const room: SchemaValidateFunction = function (
  this: RoomContext,
  rule: 'call' | 'ingest',
  body: Readonly<Record<string, unknown>>,
) {
  const { RoomId: id, RoomIdType: type } = body
  if ((id === undefined) !== (type === undefined)) {
    const [field, other] = id === undefined ? ['RoomId', 'RoomIdType'] : ['RoomIdType', 'RoomId']
    return complain(room, 'x-room', `is missing beside ${other}`, field)
  }
  // Wrong types are the schema's business.
  if (typeof id !== 'string' || typeof type !== 'number') return true
  const kind = roomKind(type, rule === 'call' ? 'call' : this.ingestRoomIdType)
  const fault = kind && roomFault({ kind, id })
  return (
    fault === undefined || complain(room, 'x-room', `does not fit RoomIdType ${type}: ${fault}`, fieldOf(kind, rule))
  )
}

/** The vendor refuses a string room under a name that is no field: InvalidParameter.StrRoomId. */
function fieldOf(kind: 'int' | 'string' | undefined, rule: 'call' | 'ingest'): string {
  return rule === 'ingest' && kind === 'string' ? 'StrRoomId' : 'RoomId'
}
