import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { assertBehaviour } from './callee-behaviour.ts'
import { assertFault } from './fault.ts'
import { loadRoutes } from './routes.ts'
import type { EmulatorSnapshot } from './snapshot.ts'
import { snapshotSchema } from './snapshot-schema.ts'

let compiled: ValidateFunction<EmulatorSnapshot> | undefined

/** Looks at all of it before anything is touched. @throws TypeError naming the first thing that is none of a snapshot. */
export function assertSnapshot(given: unknown): asserts given is EmulatorSnapshot {
  compiled ??= new Ajv2020({ strict: false, logger: false }).compile<EmulatorSnapshot>(snapshotSchema)
  if (!compiled(given)) {
    const [issue] = compiled.errors ?? []
    const where = issue?.instancePath === '' ? '' : `${issue?.instancePath}: `
    throw new TypeError(`restore: ${where}${issue?.message}; give what snapshot() returned, of version 1`)
  }
  const operationIds = loadRoutes().operations.map(({ id }) => id)
  for (const { operationId, fault } of given.faults) {
    if (!operationIds.includes(operationId)) throw new TypeError(`restore: there is no operation ${operationId}`)
    // How often it is still due stands beside it; without an end, JSON has no number for it.
    assertFault({ ...fault, times: 1 })
  }
  for (const { phones } of given.apps) {
    for (const [userId, behaviour] of Object.entries(phones.behaviours)) assertBehaviour(userId, behaviour)
  }
}
