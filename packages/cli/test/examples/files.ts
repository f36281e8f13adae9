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
  'verify body.json --headers': (place) => placeDelivery('ingest-started', place),
  'verify - --url': (place) => placeDelivery('call-ended', place),
  'usersig.txt': async ({ write, run }) =>
    write('usersig.txt', await printed(run(['usersig', 'mint', '--user', 'jack']))),
  'curl-line.txt': async ({ write, run }) =>
    write('curl-line.txt', await printed(run(['call', 'show', 'some-call', '--curl=live']))),
  'ticket.txt': async ({ write, run }) => {
    const mint = ['privatemapkey', 'mint', '--user', 'jack', '--room', 'room-42', '--allow', 'all']
    write('ticket.txt', await printed(run(mint)))
  },
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

/** A delivery as the vendor signs it: the body, the address, the headers. */
async function placeDelivery(event: string, { run, write, receiver }: Place): Promise<void> {
  await printed(run(['webhook', 'send', event, '--to', `http://${receiver.host}/trtc`]))
  const { url, headers, body } = receiver.deliveries.at(-1) ?? { url: '', headers: {}, body: '' }
  write('body.json', body)
  write('url.txt', `http://${receiver.host}${url}\n`)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  write('headers.txt', lines.join('\n'))
}
