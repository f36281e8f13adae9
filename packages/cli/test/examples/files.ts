import { mintPrivateMapKey, stringRoom } from '@trtc-call/node'
import type { Place } from './place.ts'

/** Puts the files and the profile there that an example names. */
export async function placeFiles(example: string, place: Place): Promise<void> {
  for (const [words, put] of Object.entries(files)) if (example.includes(words)) await put(place, example)
}

const files: Readonly<Record<string, (place: Place, example: string) => Promise<void> | void>> = {
  'users.txt': ({ write }) => write('users.txt', 'jack\njill\n'),
  'key.txt': ({ write, emulator }) => write('key.txt', `${emulator.credentials.sdkSecretKey}\n`),
  'data.json': ({ write }) => write('data.json', '{"order": 42}'),
  'push.json': ({ write }) => write('push.json', '{"Title": "A delivery", "Desc": "It is at the door"}'),
  'stream-url.txt': ({ write, receiver }) => write('stream-url.txt', `http://${receiver.host}/welcome.mp4\n`),
  'receiver-url.txt': ({ write }) => write('receiver-url.txt', 'https://calls.example.com/trtc?token=agreed-on\n'),
  'emulator.json': ({ write }) => write('emulator.json', '{"answerAfterMs": 2000}'),
  '@body.json': async ({ write, run }) =>
    write('body.json', await printed(run(['api', 'startCallByRobot', '--skeleton']))),
  'verify body.json --url': (place) => placeDelivery('call-ended', place),
  'verify body.json --header': (place) => placeDelivery('ingest-started', place),
  'verify - --url': (place) => placeDelivery('call-ended', place),
  'usersig.txt': async ({ write, run }) =>
    write('usersig.txt', await printed(run(['usersig', 'mint', '--user', 'jack']))),
  'curl-line.txt': async ({ write, run }) =>
    write('curl-line.txt', `curl 'https://console.tim.qq.com/v4/openim/querystate?${await signedQuery(run)}'`),
  'request.json': ({ write, emulator }) => write('request.json', bodyWithPrivateMapKey(emulator.credentials)),
  'account ': importAccounts,
  'robot set': importAccounts,
  doctor: importAccounts,
  // One that is still ringing: a handle of a call that is over is of no use.
  'call.json': async ({ write, run }, example) => {
    if (example.includes('> call.json')) return
    const callee = example.includes(' attach ') ? 'jack' : 'jane'
    write('call.json', await printed(run(['dial', '--robot', 'robot', '--callee', callee, '--detach'])))
  },
  ' staging': async ({ run }, example) => {
    if (!example.includes('profile add'))
      await printed(run(['profile', 'add', 'staging', '--sdk-app-id', '1400000000']))
  },
}

/** Of those who stand in examples. */
async function importAccounts({ run }: Place, example: string): Promise<void> {
  if (example.includes(' import ')) return
  await printed(run(['account', 'import', '--user', '-'], 'robot\njack\njill\n'))
}

async function printed(running: ReturnType<Place['run']>): Promise<string> {
  const { code, stdout, stderr } = await running
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`)
  return stdout
}

async function signedQuery(run: Place['run']): Promise<string> {
  const minted = await printed(run(['usersig', 'mint', '--user', 'administrator']))
  return `identifier=administrator&usersig=${minted.trim()}&contenttype=json`
}

function bodyWithPrivateMapKey(credentials: { readonly sdkAppId: number; readonly sdkSecretKey: string }): string {
  const key = { ...credentials, userId: 'jack', lifetimeMs: 300_000, room: stringRoom('room-42') }
  const { value: PrivateMapKey } = mintPrivateMapKey({ ...key, privileges: 'all' })
  return JSON.stringify({ UserId: 'jack', RoomId: 'room-42', PrivateMapKey })
}

/** A delivery as the vendor signs it: the body, the address, the headers. */
async function placeDelivery(event: string, { run, write, receiver }: Place): Promise<void> {
  await printed(run(['webhook', 'send', event, '--to', `http://${receiver.host}/trtc`]))
  const { url, headers, body } = receiver.deliveries.at(-1) ?? { url: '', headers: {}, body: '' }
  write('body.json', body)
  write('url.txt', `http://${receiver.host}${url}\n`)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  write('headers.txt', lines.join('\n'))
}
