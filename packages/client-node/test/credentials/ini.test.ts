import { describe, expect, test } from 'vitest'
import { credentialsFromFiles } from '../../src/index.ts'
import { cliFile, makeHome, sdkFile } from './home.ts'

const now = 1_700_000_000_000

async function read(content: string | Uint8Array, profile?: string, file = sdkFile) {
  const { root, home, etc } = await makeHome({ [file]: content })
  try {
    return await credentialsFromFiles({ env: {}, home, etc, profile })({ now })
  } catch (error) {
    return (error as Error).message.replaceAll(`${root}/`, '')
  }
}

const pair = { secretId: 'AKIDfile', secretKey: 'file' }
const good = '[default]\nsecret_id = AKIDfile\nsecret_key = file\n'

describe('comments', () => {
  test.each([
    ['after a value', '[default]\nsecret_id = AKIDfile ; mine\nsecret_key = file # of 2026\n'],
    ['after a quoted value', '[default]\nsecret_id = "AKIDfile" ; mine\nsecret_key = \'file\'\t# of 2026\n'],
    ['after a header', '[default] ; mine\nsecret_id = AKIDfile\nsecret_key = file\n'],
    ['instead of a value', `${good}token = ; none\n`],
    ['of their own, indented', `  ; [default]\n\t# secret_id = no\n${good}`],
  ])('%s are ignored', async (_, text) => {
    expect(await read(text)).toEqual(pair)
    expect(await read(text.replaceAll('\n', '\r\n'))).toEqual(pair)
  })

  test('a ; or # without white space before it is part of the value', async () => {
    expect(await read('[default]\nsecret_id=AKIDfile\nsecret_key=a;b#c\n')).toEqual({ ...pair, secretKey: 'a;b#c' })
  })
})

describe('a mistake', () => {
  test.each([
    ['a line that is none', `${good}[other]\nhidden\n`],
    ['a key twice', `${good}[other]\nsecret_id=hidden\nsecret_id=hidden\n`],
    ['a header that is not closed', `${good}[other\nsecret_id=hidden\nsecret_key=hidden\n`],
    ['a line before every section', `secret_id=hidden\n${good}`],
  ])('outside of the given section has no effect: %s', async (_, text) => {
    expect(await read(text)).toEqual(pair)
  })

  test.each([
    ['a line that is none', `${good}hidden\n`, 'line 4 is neither a [section] nor a "key = value" in one'],
    ['a key twice', `${good}Secret_Key = hidden\n`, 'line 4 sets secret_key again in its section'],
    ['a section twice', `${good}${good}`, 'line 5 sets secret_id again in its section'],
    ['a header that is not closed', good.replace(']', ''), 'line 1 is neither a [section] nor a "key = value" in one'],
    ['no header', good.replace('[default]\n', ''), 'line 1 is neither a [section] nor a "key = value" in one'],
  ])('in it is an error with the line number and without the text: %s', async (_, text, why) => {
    expect(await read(text)).toBe(`${sdkFile} cannot be parsed: ${why}`)
  })

  test('a comment character in quotes is never removed silently', async () => {
    const said = await read('[default]\nsecret_id=AKIDfile\nsecret_key="hidden #1"\n')
    expect(said).toMatch(/^secretKey begins or ends with a quotation mark.*, profile default\)/)
  })
})

describe('encodings', () => {
  const utf16 = Buffer.from(`\ufeff${good}`, 'utf16le')
  test.each([
    ['UTF-16 LE with its mark', utf16],
    ['UTF-16 BE with its mark', Buffer.from(utf16).swap16()],
    ['UTF-16 LE without', utf16.subarray(2)],
    ['UTF-16 BE without', Buffer.from(utf16).swap16().subarray(2)],
  ])('%s is an error that names the encoding', async (_, bytes) => {
    expect(await read(bytes)).toContain(`${sdkFile} is in UTF-16 but must be in UTF-8`)
    expect(await read(bytes, undefined, cliFile)).toContain(`${cliFile} is in UTF-16 but must be in UTF-8`)
  })

  test.each([
    ['a mark of UTF-8', `\ufeff${good}`],
    [
      'a comment in another encoding',
      Buffer.concat([Buffer.from([0x23, 0xc3, 0xdc, 0xd4, 0xbf, 0x0a]), Buffer.from(good)]),
    ],
    ['line ends of old Macs', good.replaceAll('\n', '\r')],
  ])('%s is read', async (_, content) => {
    expect(await read(content)).toEqual(pair)
  })

  test('an invisible character is an error without the value', async () => {
    const said = await read(good.replace('= file', '= hidden\u200b'))
    expect(said).toContain('secretKey contains a line break or an invisible character (U+200B)')
    expect(said).not.toContain('hidden')
  })
})
