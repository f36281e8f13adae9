// Takes over a saved handle, ends the call and prints what that did.
import { createTrtcCall } from '../../src/index.ts'

const { resumeCall } = createTrtcCall(JSON.parse(process.argv[2] ?? ''))
const call = resumeCall(JSON.parse(process.argv[3] ?? ''))
process.stdout.write(`${JSON.stringify({ state: call.state, report: await call.hangUp(), end: await call.ended() })}\n`)
