import { describe, expect, test } from 'vitest'
import { emulatorOptionTable, type OptionRow, readEmulatorOptions, variableOf } from '../src/configuration.ts'
import { resolveSettings } from '../src/options/resolve-settings.ts'

const rows: [string, OptionRow][] = Object.entries(emulatorOptionTable)

/** A valid value, as in a file and as text. */
function sampleOf(name: string, row: OptionRow): readonly [value: unknown, text: string] {
  if (row.kind === 'integer') return [row.min + 1, String(row.min + 1)]
  if (row.kind === 'choice') return [row.choices.at(-1), row.choices.at(-1) ?? '']
  if (row.kind === 'boolean') return [true, 'on']
  if (row.kind === 'list') return [['anna', 'berta'], 'anna,berta']
  if (row.kind === 'text') return ['127.0.0.1', '127.0.0.1']
  const value = samples[name]
  return [value, JSON.stringify(value)]
}

const samples: Readonly<Record<string, unknown>> = {
  apps: [{ sdkAppId: 1400000001 }],
  users: { jack: { does: 'busy' } },
  ingestCallback: { url: 'http://127.0.0.1:1' },
}

describe.each(rows)('%s', (name, row) => {
  const [value, text] = sampleOf(name, row)

  test('is an option of startEmulator', () => {
    expect(() => resolveSettings({ [name]: value })).not.toThrow()
  })

  test('can be a text or a field of a file', () => {
    expect(readEmulatorOptions({ texts: { [row.flag]: text } })).toEqual({ [name]: value })
    expect(readEmulatorOptions({ file: { [name]: value } })).toEqual({ [name]: value })
  })

  test('a text takes precedence over the file', () => {
    const other = row.kind === 'boolean' ? false : row.kind === 'integer' ? row.min : value
    expect(readEmulatorOptions({ texts: { [row.flag]: text }, file: { [name]: other } })).toEqual({ [name]: value })
  })

  test('a wrong value is an error with the field, and possible keys are not quoted', () => {
    const wrong = row.kind === 'text' ? '' : 'nonsense-0815-as-long-as-keys-are'
    if (row.kind !== 'list') {
      expect(() => readEmulatorOptions({ texts: { [row.flag]: wrong } })).toThrow(
        expect.objectContaining({ field: name }),
      )
      expect(() => readEmulatorOptions({ texts: { [row.flag]: wrong } })).not.toThrow(/0815/)
    }
    expect(() => readEmulatorOptions({ file: { [name]: row.kind === 'object' ? [] : {} } })).toThrow(
      `readEmulatorOptions: ${name} must be`,
    )
  })
})

test.each([
  [{ port: '99999' }, 'port must be a whole number from 0 to 65535; given: 99999'],
  [{ port: 'many' }, 'from 0 to 65535; given: "many"'],
  [{ clock: 'sun' }, 'must be one of real, virtual; given: "sun"'],
  [{ rateLimits: 'perhaps' }, 'must be on or off; given: "perhaps"'],
])('%j is refused with what was given', (texts, said) => {
  expect(() => readEmulatorOptions({ texts })).toThrow(said)
})

test('no two options share a flag', () => {
  expect(new Set(rows.map(([, { flag }]) => flag)).size).toBe(rows.length)
  expect(variableOf(emulatorOptionTable.ingestRoomIdType)).toBe('TRTC_EMULATOR_ROOM_ID_TYPE')
})

test('an unknown field and a value that is not an object are rejected', () => {
  expect(() => readEmulatorOptions({ file: { prot: 1 } })).toThrow('prot does not exist; did you mean port?')
  expect(() => readEmulatorOptions({ file: { zzz: 1 } })).toThrow('zzz does not exist; the known ones are port, host, ')
  expect(() => readEmulatorOptions({ texts: { prot: '1' } })).toThrow('texts.prot does not exist')
  expect(() => readEmulatorOptions({ file: [] })).toThrow('file must be a JSON object')
})
