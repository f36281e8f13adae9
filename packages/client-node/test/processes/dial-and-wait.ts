// Dials with a looping stream, prints the handle once the stream runs, and then waits until somebody kills it.
import { createTrtcCall } from '../../src/index.ts'

const { dial } = createTrtcCall(JSON.parse(process.argv[2] ?? ''))
const stream = { url: 'https://example.com/welcome.mp4', repeat: 'forever' } as const
const call = await dial({ robot: 'robot', callees: ['jack'], media: 'video', stream })
process.stdout.write(`${JSON.stringify(call)}\n`)
await call.ended()
