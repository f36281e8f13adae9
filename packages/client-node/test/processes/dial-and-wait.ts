// Dials with a looping stream, prints the handle when the stream plays, and waits until it is killed.
import { createTrtcCall } from '../../src/index.ts'

const { dial } = createTrtcCall(JSON.parse(process.argv[2] ?? ''))
const stream = { url: 'https://example.com/welcome.mp4', repeat: 'forever' } as const
const call = await dial({ robot: 'robot', callees: ['jack'], media: 'video', stream })
process.stdout.write(`${JSON.stringify(call)}\n`)
await call.ended()
