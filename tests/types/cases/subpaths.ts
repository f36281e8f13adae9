import type { Environment } from '../environments.ts'

/** Code that has to compile with one of the entries beside the main one. */
export interface SubpathCase {
  readonly name: string
  /** Which import names it is about. */
  readonly entries: RegExp
  /** Where it is about the types of one platform; else everywhere. */
  readonly environment?: Environment
  /** Another entry that the code needs, as `main`. */
  readonly main?: string
  readonly code: string
}

const options = "{ sdkAppId: 1, trtc: { key: 'k' } }"

export const subpathCases: readonly SubpathCase[] = [
  {
    name: 'a handler of the requests of the platform',
    entries: /\/webhooks$/,
    code: `const handle: (request: Request) => Promise<Response> = rtc.createWebhookHandler(${options})`,
  },
  {
    name: 'a handler as the fetch of a Worker',
    entries: /\/webhooks$/,
    environment: 'workers-types only',
    code: `const worker: ExportedHandler = { fetch: (request, env, context) => rtc.createWebhookHandler(${options})(request, context) }`,
  },
  {
    name: 'a handler for the server of Node',
    entries: /\/node\/webhooks$/,
    code: `import('node:http').then(({ createServer }) => createServer(rtc.createNodeWebhookHandler(${options})))`,
  },
  {
    name: 'an agent of the proxy for a client',
    entries: /\/node\/proxy$/,
    main: '@trtc-call/node',
    code: "new main.CallClient({ sdkAppId: 1, site: 'china', identifier: 'a', userSig: 's', fetch: rtc.createProxyTransport() })",
  },
  {
    name: 'spans for a client',
    entries: /\/core\/otel$/,
    main: '@trtc-call/core',
    code: "new main.CallClient({ sdkAppId: 1, site: 'china', identifier: 'a', userSig: 's', observe: rtc.openTelemetry() })",
  },
  {
    name: 'what can be done about something that was thrown',
    entries: /\/core\/errors$/,
    code: 'const hint: string | undefined = rtc.describeError(new Error())?.hint',
  },
  {
    name: 'what is wrong with a UserSig',
    entries: /\/core\/inspect$/,
    code: "const seen = rtc.inspectUserSig('x', { sdkSecretKey: 'k' })",
  },
]
