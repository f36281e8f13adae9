// Runs inside workerd, on the built package: the conformance cases, and one whole call against an emulator.
import { conformanceCases } from '../../core/conformance/vectors.ts'
import * as edge from '../dist/index.js'

interface Question {
  readonly run: 'runtime' | 'conformance' | 'call'
  readonly options: edge.TrtcCallOptions & { readonly cloud: edge.CloudAccess }
}

/** What the runtime is, so that the test can tell that it is not Node in disguise. */
function describeRuntime() {
  const names = ['process', 'Buffer', 'require', 'setImmediate']
  return { userAgent: navigator.userAgent, nodeGlobals: names.filter((name) => name in globalThis) }
}

function runConformance() {
  const library = { ...edge, hashing: edge.webHashing }
  return conformanceCases(library).map(({ name, run }) => {
    try {
      run()
      return { name, fault: null }
    } catch (error) {
      return { name, fault: String(error) }
    }
  })
}

async function placeCall(options: Question['options']) {
  const { dial } = edge.createTrtcCall({ ...options, clock: { now: () => Date.now(), sleep: () => Promise.resolve() } })
  const stream = { url: 'https://example.com/welcome.mp4', repeat: 'forever' } as const
  const call = await dial({ robot: 'robot', callees: ['jack'], media: 'video', stream })
  return { state: call.state, answer: await call.answered(), report: await call.hangUp() }
}

export default {
  async fetch(request: Request): Promise<Response> {
    const { run, options } = (await request.json()) as Question
    if (run === 'runtime') return Response.json(describeRuntime())
    return Response.json(run === 'conformance' ? runConformance() : await placeCall(options))
  },
}
