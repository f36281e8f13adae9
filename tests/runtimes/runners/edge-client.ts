// Node, Bun and Deno with @trtc-call/edge: the first argument is the input.
import * as library from '@trtc-call/edge'
import * as webhooks from '@trtc-call/edge/webhooks'
import { runSuite } from '../suite/run-suite.ts'

const subject = { library, webhooks, hashing: library.webHashing, transport: library.webRuntime.fetch }
runSuite(subject, JSON.parse(process.argv[2] ?? '')).then((answer) => process.stdout.write(JSON.stringify(answer)))
