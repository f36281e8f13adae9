import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { assertFault } from '../faults/fault.ts'
import { loadRoutes } from '../operations/routes.ts'
import { assertBehaviour } from '../options/callee-behaviour.ts'
import { OptionError } from '../options/option-error.ts'
import { quoteValue } from '../options/quote-value.ts'
import type { EmulatorSnapshot } from './snapshot.ts'
import { snapshotSchema } from './snapshot-schema.ts'

let compiled: ValidateFunction<EmulatorSnapshot> | undefined

/** Checks all of a snapshot before anything changes. @throws OptionError naming the first wrong field. */
export function assertSnapshot(given: unknown): asserts given is EmulatorSnapshot {
  compiled ??= new Ajv2020({ strict: false, logger: false }).compile<EmulatorSnapshot>(snapshotSchema)
  if (!compiled(given)) {
    const [issue] = compiled.errors ?? []
    const field = `snapshot${issue?.instancePath.replaceAll(/\/(\d+)/g, '[$1]').replaceAll('/', '.')}`
    throw new OptionError('restore', field, 'format', `${issue?.message}; give what snapshot() returned, version 1`)
  }
  const operationIds = loadRoutes().operations.map(({ id }) => id)
  for (const [index, { operationId, fault }] of given.faults.entries()) {
    const path = `snapshot.faults[${index}]`
    if (!operationIds.includes(operationId)) {
      throw new OptionError('restore', `${path}.operationId`, 'range', `is no operation: ${quoteValue(operationId)}`)
    }
    // `left` says how often it still applies; JSON has no number for an infinite `times`.
    assertFault('restore', `${path}.fault`, { ...fault, times: 1 })
  }
  for (const [index, { phones }] of given.apps.entries()) {
    for (const [userId, behaviour] of Object.entries(phones.behaviours)) {
      assertBehaviour('restore', `snapshot.apps[${index}].phones.behaviours.${userId}`, behaviour)
    }
  }
}
