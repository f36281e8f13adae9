// Node (as ESM and as CommonJS), Bun and Deno with @trtc-call/node: the first argument is the input.
import * as library from '@trtc-call/node'
import * as webhooks from '@trtc-call/node/webhooks'
import { runSuite } from '../suite/run-suite.ts'

const subject = { library, webhooks, hashing: library.nodeHashing, transport: library.createNodeTransport() }
runSuite(subject, JSON.parse(process.argv[2] ?? '')).then((answer) => process.stdout.write(JSON.stringify(answer)))
