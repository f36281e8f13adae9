import { expect, test } from 'vitest'
import { quoteName, quoteUrl, quoteValue } from '../src/quote-in-message.ts'
import { runHere } from './run-here.ts'

const long = 'x'.repeat(40)

test('a text that is as long as a key is not quoted', () => {
  expect([quoteValue('chinna'), quoteValue(long)]).toEqual(['"chinna"', 'a value of 40 characters'])
  expect([quoteName('foo'), quoteName(long)]).toEqual(['"foo"', 'of that name'])
})

test.each([
  ['http://calls.example.com/trtc/receiver', '"http://calls.example.com/trtc/receiver"'],
  ['https://example.com/?token=abc', '"https://example.com/?***"'],
  ['https://user:pass@example.com/x', '"https://***@example.com/x"'],
  [`https://example.com/${'x'.repeat(90)}`, 'a value of 110 characters'],
  ['ftp://a:b@example.com', '"ftp://***@example.com/"'],
  ['nonsense', '"nonsense"'],
  [long, 'a value of 40 characters'],
])('the URL %s is quoted as %s', (address, shown) => {
  expect(quoteUrl(address)).toBe(shown)
})

test.each([
  [[long]],
  [['call', long]],
  [['api', long]],
  [['webhook', 'send', long, '--to', 'http://x']],
  [[`--${long}`]],
])('a long unknown name is not quoted: %j', async (argv) => {
  const { code, stderr } = await runHere(argv)
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/there is no \w+ of that name/) })
})

test.each(['call_engine_http_srv/start_call_by_robot', 'v4/call_engine_http_srv/start_call_by_robot'])(
  'api takes %s',
  async (name) => {
    expect(await runHere(['api', name, '--skeleton'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('"Robot_Account"'),
    })
  },
)
