import { describe, type TestAPI, test as vitestTest } from 'vitest'
import type { Emulator } from './emulator.ts'
import type { EmulatorOptions, IngestRoomIdType } from './options/emulator-options.ts'
import { startEmulator } from './start-emulator.ts'

export type { Emulator } from './emulator.ts'
export type { EmulatorOptions, IngestRoomIdType } from './options/emulator-options.ts'

/** Fixtures of `test`. */
export interface EmulatorFixtures {
  /** Started for each test and closed after it. */
  emulator: Emulator
  /** Options of the emulator; `test.override({ emulatorOptions: … })` changes them for a file or a `describe`. */
  emulatorOptions: EmulatorOptions
  /** Convention of RoomIdType: that of {@link bothConventions}, else that of the options. */
  ingestRoomIdType: IngestRoomIdType
}

/** Passes the convention of `bothConventions` to its tests. */
const metaField = 'trtcCallIngestRoomIdType'

/**
 * Vitest's `test` with an emulator, which starts in about ten milliseconds, only for tests that use it.
 *
 * @example
 * import { test } from '@trtc-call/emulator/vitest'
 * import { createTrtcCall } from '@trtc-call/node'
 * import { expect } from 'vitest'
 *
 * test.override({ emulatorOptions: { users: { jack: { does: 'busy' } } } })
 *
 * test('a busy customer is called later', async ({ emulator }) => {
 *   const { dial } = createTrtcCall(emulator.clientOptions)
 *   const call = await dial({ robot: 'robot', callees: ['jack'], media: 'audio' })
 *   expect((await call.ended()).outcome).toBe('busy')
 * })
 */
export const test: TestAPI<EmulatorFixtures> = vitestTest.extend<EmulatorFixtures>({
  emulatorOptions: [{}, { injected: true }],
  ingestRoomIdType: async ({ task, emulatorOptions }, use) => {
    const convention = (task.meta as Readonly<Record<string, IngestRoomIdType | undefined>>)[metaField]
    await use(convention ?? emulatorOptions.ingestRoomIdType ?? 'guide')
  },
  emulator: async ({ emulatorOptions, ingestRoomIdType }, use) => {
    const emulator = await startEmulator({ ...emulatorOptions, ingestRoomIdType })
    await use(emulator)
    await emulator.close()
  },
})

/**
 * Defines a suite twice: for an emulator whose RoomIdType follows the vendor's guide, and for one that follows its reference.
 * It is unknown which one the vendor's servers follow, so code must pass both.
 *
 * Applies to every `test` of this entry inside the suite, including extended ones, but not to an emulator that you start
 * yourself.
 *
 * @param define Receives the convention. Most suites do not need it.
 * @example
 * bothConventions('the order service', () => {
 *   test('plays the message to the callee who answers', async ({ emulator }) => {
 *     await notifyCustomer(emulator.clientOptions, 'jack')
 *     expect(emulator.tasks()).toMatchObject([{ audience: [{ userId: 'jack' }] }])
 *   })
 * })
 * @see {@link https://www.tencentcloud.com/document/product/647/71845} (guide)
 * @see {@link https://www.tencentcloud.com/document/product/647/57835} (reference)
 */
export function bothConventions(name: string, define: (ingestRoomIdType: IngestRoomIdType) => void): void {
  for (const convention of ['guide', 'reference'] as const) {
    const meta: object = { [metaField]: convention }
    describe(`${name}, RoomIdType as in the ${convention}`, { meta }, () => {
      define(convention)
    })
  }
}
