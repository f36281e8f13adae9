// The edge VM and the browser with @trtc-call/edge: a global function from JSON to JSON.
import * as library from '@trtc-call/edge'
import * as webhooks from '@trtc-call/edge/webhooks'
import { runSuite } from '../suite/run-suite.ts'

const subject = { library, webhooks, hashing: library.webHashing, transport: library.webRuntime.fetch }
Object.assign(globalThis, {
  answer: async (question: string) => JSON.stringify(await runSuite(subject, JSON.parse(question))),
})
