import { describe, type TestAPI, test as vitestTest } from 'vitest'
import type { Emulator } from './emulator.ts'
import type { EmulatorOptions, IngestRoomIdType } from './options.ts'
import { startEmulator } from './start-emulator.ts'

export type { Emulator } from './emulator.ts'
export type { EmulatorOptions, IngestRoomIdType } from './options.ts'

/** What the tests of this entry are given. */
export interface EmulatorFixtures {
  /** Started for this test alone, and closed after it. */
  emulator: Emulator
  /** How it is started; `test.override({ emulatorOptions: … })` changes it for a file or a `describe`. */
  emulatorOptions: EmulatorOptions
  /** How the emulator numbers rooms of streams: as its options say, or as {@link bothConventions} wants it. */
  ingestRoomIdType: IngestRoomIdType
}

/** Where `bothConventions` leaves word for the tests inside of it. */
const metaField = 'trtcCallIngestRoomIdType'

/**
 * Vitest's `test` with an emulator. It starts when a test asks for it, in some ten milliseconds.
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
    const wanted = (task.meta as Readonly<Record<string, IngestRoomIdType | undefined>>)[metaField]
    await use(wanted ?? emulatorOptions.ingestRoomIdType ?? 'guide')
  },
  emulator: async ({ emulatorOptions, ingestRoomIdType }, use) => {
    const emulator = await startEmulator({ ...emulatorOptions, ingestRoomIdType })
    await use(emulator)
    await emulator.close()
  },
})

/**
 * Defines a suite twice, for an emulator that numbers the rooms of streams as the vendor's guide says, and for one that does
 * as its reference says. Nobody knows which of them the vendor's servers follow, so what is to work has to pass both.
 *
 * Counts for every `test` of this entry inside, also for one that was extended. Not for an emulator that you start yourself.
 *
 * @param define Gets the convention, for what has to be different; most suites have no use for it.
 * @example
 * bothConventions('the order service', () => {
 *   test('plays the message to who answers', async ({ emulator }) => {
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
    describe(`${name}, RoomIdType as the ${convention} has it`, { meta }, () => {
      define(convention)
    })
  }
}
