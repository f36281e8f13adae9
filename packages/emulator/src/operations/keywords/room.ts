import type { SchemaValidateFunction } from 'ajv'
import type { IngestRoomIdType } from '../../options/emulator-options.ts'
import { roomKind, roomProblem } from '../../room.ts'
import { reportError } from './keyword-error.ts'

/** The `this` of the keyword, which Ajv passes through. */
export interface RoomContext {
  readonly ingestRoomIdType: IngestRoomIdType
}

/** `x-room` requires RoomId and RoomIdType together, and an id that fits the type. */
export const room: SchemaValidateFunction = function (
  this: RoomContext,
  rule: 'call' | 'ingest',
  body: Readonly<Record<string, unknown>>,
) {
  const { RoomId: id, RoomIdType: type } = body
  if ((id === undefined) !== (type === undefined)) {
    const [field, other] = id === undefined ? ['RoomId', 'RoomIdType'] : ['RoomIdType', 'RoomId']
    return reportError(room, 'x-room', `is missing beside ${other}`, { field, isMissing: true })
  }
  // The schema reports wrong types.
  if (typeof id !== 'string' || typeof type !== 'number') return true
  const kind = roomKind(type, rule === 'call' ? 'call' : this.ingestRoomIdType)
  const problem = kind && roomProblem({ kind, id })
  if (problem === undefined) return true
  return reportError(room, 'x-room', `does not fit RoomIdType ${type}: ${problem}`, { field: fieldOf(kind, rule) })
}

/** The vendor's code for a string room is InvalidParameter.StrRoomId, which is not the name of a field. */
function fieldOf(kind: 'int' | 'string' | undefined, rule: 'call' | 'ingest'): string {
  return rule === 'ingest' && kind === 'string' ? 'StrRoomId' : 'RoomId'
}
