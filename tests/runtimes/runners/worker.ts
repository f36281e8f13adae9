// workerd with @trtc-call/edge: the body of a request is the input.
import * as library from '@trtc-call/edge'
import * as webhooks from '@trtc-call/edge/webhooks'
import { runSuite } from '../suite/run-suite.ts'
import type { Question } from '../suite/subject.ts'

const subject = { library, webhooks, hashing: library.webHashing, transport: library.webRuntime.fetch }

// biome-ignore lint/style/noDefaultExport: workerd looks for it there
export default {
  fetch: async (request: Request) => Response.json(await runSuite(subject, (await request.json()) as Question)),
}
