/** Programs that the projects run. Each prints one JSON value. */

const esmImport = `import { createTrtcCall } from '@trtc-call/node'\n`

/** Places a call with a stream and hangs up, as an ES module. */
export function wholeCall(clientOptions: string): string {
  return `${esmImport}${placeAndEnd(clientOptions)}await main()\n`
}

/** The same, as CommonJS. */
export function wholeCallCommonJs(clientOptions: string): string {
  return `const { createTrtcCall } = require('@trtc-call/node')\n${placeAndEnd(clientOptions)}main()\n`
}

/** Saves a call that continues after this program has ended. */
export function saveCall(clientOptions: string, callee: string): string {
  return `${esmImport}
const { dial } = createTrtcCall(${clientOptions})
const call = await dial({
  robot: 'robot', callees: ['${callee}'], media: 'video', userData: 'order-42',
  stream: { url: 'https://example.com/welcome.mp4', repeat: 'forever', start: 'immediately' },
})
console.log(JSON.stringify(call))
`
}

/** Resumes a saved call in another process, possibly with another version, and ends it. */
export function resumeCall(clientOptions: string, saved: string): string {
  return `${esmImport}
const { resumeCall } = createTrtcCall(${clientOptions})
const saved = ${saved}
const call = resumeCall(saved)
const { answered } = await call.answered()
const report = await call.hangUp()
console.log(JSON.stringify({ same: call.callId === saved.callId, answered, report }))
`
}

/** A Worker that places a call and hangs up for each request. */
export function worker(clientOptions: string): string {
  return `import { createTrtcCall } from '@trtc-call/edge'
export default {
  async fetch() {${placeAndEnd(clientOptions, 'return Response.json(report)')}
    return main()
  },
}
`
}

function placeAndEnd(clientOptions: string, tell = 'console.log(JSON.stringify(report))'): string {
  return `
async function main() {
  const { dial } = createTrtcCall(${clientOptions})
  const call = await dial({
    robot: 'robot', callees: ['jack-' + Math.random()], media: 'video', userData: 'order-42',
    stream: { url: 'https://example.com/welcome.mp4', repeat: 'forever', start: 'immediately' },
  })
  const report = await call.hangUp()
  ${tell}
}
`
}
