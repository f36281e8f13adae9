import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadCommand } from '../../src/command.ts'
import { commands as entries } from '../../src/commands/index.ts'
import { placeFiles } from './files.ts'
import { makePlace } from './place.ts'

const commands = await Promise.all(entries.map(loadCommand))
const examples = commands.flatMap(({ examples }) => examples)

interface Lasting {
  readonly is: RegExp
  /** What it says when it works. */
  readonly works: string
  /** After Ctrl-C. */
  readonly code: number
}

/** Those that go on until they are stopped. */
const lasting: readonly Lasting[] = [
  { is: /trtc-call emulator(?!.* & )/, works: 'ready at http', code: 0 },
  { is: /^trtc-call webhook listen/, works: 'ready at http', code: 0 },
  { is: /^trtc-call ingest show .*--watch/, works: 'InProgress', code: 130 },
]

/** Sleeping a second is for people; the variables are there, and lead to an emulator. */
const inBackground = (example: string): string =>
  `${example.replace('sleep 1', 'until grep -q ready emulator.env; do :; done')}
kill -0 $! && trtc-call call start --robot robot --callee jack; code=$?; kill $!; wait $! && exit $code`

/** What an example writes to a file is written. */
const written = (example: string): string | undefined => / > (\S+)/.exec(example)?.[1]

describe.concurrent('an example of --help works as written', () => {
  test.each(examples)('%s', async (example) => {
    const place = await makePlace(example)
    try {
      await placeFiles(example, place)
      const filled = await place.fill()
      const stopped = lasting.find(({ is }) => is.test(example))
      const running = place.start(example.includes(' & ') ? inBackground(filled) : filled)
      if (stopped !== undefined) {
        await running.saw(stopped.works)
        running.kill('SIGINT')
      }
      const { code, said } = await running.ended
      expect({ code, said }).toEqual({ code: stopped?.code ?? 0, said: expect.any(String) })
      const file = written(example)
      if (file !== undefined) expect(readFileSync(join(place.folder, file), 'utf8')).not.toBe('')
    } finally {
      await place.close()
    }
  })
})

test('every command has examples', () => {
  for (const { path, examples } of commands)
    expect(examples.filter((example) => example.includes(`trtc-call ${path.join(' ')}`))).not.toEqual([])
})
